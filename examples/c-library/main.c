// A program in C that uses a module of Python: see docs/LIBRARIES.md.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include "geometry.h"

static void *worker(void *number) {
    long long sum = 0;
    for (int i = 0; i < 20; i++) sum += geometry_work(1000 + (int)(size_t)number);
    return (void *)(size_t)sum;
}

int main(void) {
    if (!geometry_init()) {
        fprintf(stderr, "%s\n", geometry_error());
        return 1;
    }
    printf("area %.1f\n", geometry_area(3, 4.5));
    double wrong = geometry_area(-1, 2);
    printf("wrong: %d, %s\n", wrong != wrong, geometry_error());
    long long divisor = geometry_gcd(84, 36);
    printf("gcd %lld, error %s\n", divisor, geometry_error() ? "yes" : "no");
    printf("squares: %d %d\n", geometry_is_square(49), geometry_is_square(50));

    char *text = geometry_greet("Wörld", "?");
    puts(text);
    free(text);
    text = geometry_find("abc", "x");
    printf("found: %s, error: %s\n", text ? text : "NULL", geometry_error() ? geometry_error() : "none");
    text = geometry_greet(NULL, "?");
    printf("greet(NULL): %s: %s\n", text ? text : "NULL", geometry_error());

    size_t length, count;
    uint8_t *bytes = geometry_mirror("a\0bc", 4, &length);
    printf("mirror: %zu bytes, %c %c %d %c\n", length, bytes[0], bytes[1], bytes[2], bytes[3]);
    free(bytes);

    double values[] = {0.1, 0.2, 0.3};
    printf("total %.17g\n", geometry_total(values, 3));
    int64_t *squares = geometry_squares(5, &count);
    for (size_t i = 0; i < count; i++) printf("%lld ", (long long)squares[i]);
    puts("");
    free(squares);
    char **words = geometry_words(" to be or not ", &count);
    for (size_t i = 0; i < count; i++) printf("[%s]", words[i]);
    puts("");
    free(words);
    printf("power: %lld", (long long)geometry_power(3, 30));
    geometry_power(10, 30);
    printf(", %s\n", geometry_error());

    bool first = geometry_remember("a"), second = geometry_remember("");
    printf("remember: %d, %d %s", first, second, geometry_error());
    printf(", %lld\n", (long long)geometry_remembered());
    geometry_object *exception = NULL;
    geometry_remember("");
    exception = geometry_exception();
    text = geometry_to_str(exception);
    printf("exception: %s\n", text);
    free(text);
    geometry_release(exception);

    geometry_object *p = geometry_Point(0, 0), *q = geometry_Point_moved(p, 3, 4);
    text = geometry_to_str(q);
    printf("%s is %.1f away\n", text, geometry_Point_distance(p, q));
    free(text);
    geometry_object *x = geometry_getattr(q, "x"), *none = geometry_getattr(q, "nothing");
    printf("nothing: %s\n", none ? "there" : geometry_error());
    printf("x %.1f\n", geometry_to_double(x));
    geometry_object *corners = geometry_corners(2), *middle = geometry_centre(corners);
    text = geometry_to_str(middle);
    geometry_object *arguments[] = {q}, *distance = geometry_call(middle, "distance", 1, arguments);
    printf("centre %s, %.4f\n", text, geometry_to_double(distance));
    free(text);
    geometry_object *all[] = {p, q, x, corners, middle, distance};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) geometry_release(all[i]);

    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++) pthread_create(&threads[i], NULL, worker, (void *)i);
    long long sum = 0;
    for (size_t i = 0; i < 4; i++) {
        void *result;
        pthread_join(threads[i], &result);
        sum += (long long)(size_t)result;
    }
    printf("threads %lld\n", sum);
    return 0;
}

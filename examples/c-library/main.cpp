// The same library from C++, its handles and texts in objects that give themselves back.
#include <cstdlib>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>
#include "geometry.h"

struct Release {
    void operator()(geometry_object *object) const { geometry_release(object); }
    void operator()(void *memory) const { std::free(memory); }
};
using Object = std::unique_ptr<geometry_object, Release>;

static void check() {
    if (const char *error = geometry_error()) throw std::runtime_error(error);
}

static std::string text(char *utf8) {
    check();
    std::unique_ptr<char, Release> owner(utf8);
    return utf8;
}

int main() {
    try {
        std::cout << text(geometry_greet("C++", ".")) << "\n";
        std::vector<double> values(1000, 0.1);
        std::cout << geometry_total(values.data(), values.size()) << "\n";
        Object p(geometry_Point(1, 1)), q(geometry_Point_moved(p.get(), 1, 1));
        std::cout << text(geometry_to_str(q.get())) << " " << geometry_Point_distance(p.get(), q.get()) << "\n";
        geometry_area(-1, 1);
        check();
    } catch (const std::exception &error) {
        std::cout << "caught " << error.what() << "\n";
    }
}

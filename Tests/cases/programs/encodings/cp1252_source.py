# -*- coding: cp1252 -*-
print(ascii('é€“”'), 'é€“”' == '\xe9\u20ac\u201c\u201d', b'x')

#!/usr/bin/python
# -*- coding: windows-1251 -*-
print(ascii('Привет'), 'Привет' == '\u041f\u0440\u0438\u0432\u0435\u0442', b'x')

"""How days and times are written, by language, where Django's own way is not ours.

A language without a folder here is written as Django writes it (django.conf.locale).
"""

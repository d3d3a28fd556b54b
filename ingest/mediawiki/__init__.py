"""A MediaWiki asked politely: transport and etiquette, queries merged over continuation, typed answers. No disk.

Etiquette: https://www.mediawiki.org/wiki/API:Etiquette. Errors: https://www.mediawiki.org/wiki/API:Errors_and_warnings.
"""

"""What `import curranalyser` gives: the public functions, and what they return.

Everything here is for use through `curranalyser`, which names what is public; modules are not.
"""

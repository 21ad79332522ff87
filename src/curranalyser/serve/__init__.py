"""`curranalyser serve`: a page on this computer, for those who have no terminal.

It takes forms in and gives pages out. What a draft is found to say, what a review holds and who takes a
course is decided below: by `check`, `review` and `aggregate`.
"""

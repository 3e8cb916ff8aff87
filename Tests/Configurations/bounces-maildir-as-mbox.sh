: > mbox

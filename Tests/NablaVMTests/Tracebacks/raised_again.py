class E(Exception):
    pass
def g():
    try:
        raise E("one\ntwo")
    except E as e:
        raise e
def h():
    for x in [1]:
        with open("/dev/null") as fh:
            g()
(lambda: h())()

from retrowalk.signals.gaps import Gap, reasons


def gap(why):
    return Gap(0, 0.0, 0.0, why)


def test_reasons_are_put_together_and_counted():
    lost = [
        gap("1 sector with a wrong checksum"),
        gap("the clock jumps"),
        gap("3 sectors with a wrong checksum"),
        gap("1 sector missing"),
        gap("the clock jumps"),
        gap("2 sectors with a wrong checksum"),
    ]
    assert reasons(lost) == (
        "6 sectors with a wrong checksum, the clock jumps (2 times), 1 sector missing"
    )


def test_where_nothing_was_lost_nothing_is_said():
    assert reasons([]) == ""

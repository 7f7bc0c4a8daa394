"""`retrowalk evidence pool`, `forest` and `funnel`, as somebody types them."""

import xml.etree.ElementTree as ET

import pytest

from retrowalk.cli.main import main

TABLE = """\
study,n_backward,mean_backward,sd_backward,n_control,mean_control,sd_control,scale,estimate,se
A,16,1.56,0.63,16,2.25,0.86,NRS,,
B,20,2.0,0.9,20,2.4,0.9,NRS,,
C,,,,,,,NRS,-0.5,0.2
D,1,2.0,0.9,20,2.4,0.9,NRS,,
E,,,,,,,VAS mm,-8,2
A,,,,,,,NRS,-0.8,0.2
"""


@pytest.fixture
def typed(tmp_path, monkeypatch, capsys):
    """Return the command in this process, run in an empty folder: (code, out, err)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words):
        code = main(list(map(str, words)))
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_all_outcomes_are_listed_with_how_little_can_be_pooled(retrowalk):
    done = retrowalk("evidence", "pool")
    assert done.returncode == 0
    assert "pain" in done.stdout
    assert "1 study: nothing to pool." in done.stdout
    assert "nothing here is pooled by us" in " ".join(done.stdout.split())


def test_like_is_compared_with_like_on_request(typed):
    for choice, there in (
        (("--people", "knee_osteoarthritis", "--against", "usual_care"), True),
        (("--people", "stroke"), False),
        (("--against", "no_training"), False),
    ):
        said = typed("evidence", "pool", "--outcome", "Pain", *choice)[1]
        assert ("Chen et al. 2021:" in said) is there
        assert "nothing to pool." in said


def test_a_claim_is_shown_with_why_it_is_not_surer_and_what_the_pools_say(typed):
    said = " ".join(typed("evidence", "show", "knee_pain_function")[1].split())
    for words in (
        "(Our own reading.)",
        "Numbers, pain, knee osteoarthritis, against usual care: no pool, 1 study with",
        "published -0.997, for",
        "In a group: Share people out by lot",
    ):
        assert words in said


def test_one_outcome_shows_the_study_the_published_pools_and_what_was_kept_out(typed):
    said = " ".join(typed("evidence", "pool", "--outcome", "pain")[1].split())
    for words in (
        "Chen et al. 2021: \N{MINUS SIGN}0.89 (\N{MINUS SIGN}1.62 to \N{MINUS SIGN}0.17)",
        "1 study: nothing to pool.",
        "Published: Lin et al. 2025: Hedges' g, -0.997 (-1.373 to -0.62), 13 trials",
        "10.1080/09593985.2025.2550532",
        "Kept out: Alghadir et al. 2019: the sizes and standard deviations of its groups",
    ):
        assert words in said
    assert "Average" not in said


def test_a_table_of_ones_own_is_pooled_with_everything_that_speaks_against_it(
    retrowalk, table
):
    done = retrowalk("evidence", "pool", "--studies", table, "--measure", "mean_difference")
    said = " ".join(done.stdout.split())
    assert done.returncode == 0
    for words in (
        "3 studies pooled.",
        "Average: \N{MINUS SIGN}0.5",
        "True effect in a new study: ",
        "without B: ",
        "Mind: Whether small studies tell another story",
        "Kept out: D: its backward group is n = 1",
        "Kept out: E: it is measured in 'VAS mm', the others in 'NRS'.",
        "Kept out: A: the same study is there already",
    ):
        assert words in said


@pytest.mark.parametrize("tau2", ["fixed", "dersimonian_laird", "paule_mandel", "reml"])
@pytest.mark.parametrize("interval", ["normal", "knapp_hartung"])
def test_the_way_of_pooling_can_be_chosen(typed, table, tau2, interval):
    _, out, _ = typed(
        *("evidence", "pool", "--studies", table, "--measure", "standardised"),
        *("--tau2", tau2, "--interval", interval),
    )
    way = f"({tau2}, {interval})".replace("_", " ")
    assert way in " ".join(out.split())


@pytest.mark.parametrize("command", ["forest", "funnel"])
def test_a_picture_is_written_whole(typed, tmp_path, table, command):
    code, out, _ = typed(
        *("evidence", command, "out.svg", "--studies", table),
        *("--measure", "mean_difference", "--better", "lower"),
    )
    assert code == 0
    assert "Written: out.svg" in out
    root = ET.parse(tmp_path / "out.svg").getroot()  # noqa: S314 (we drew it ourselves)
    assert root.get("role") == "img"


def test_a_forest_of_the_library_says_that_one_study_is_no_pool(typed, tmp_path):
    _, out, _ = typed("evidence", "forest", "pain.svg", "--outcome", "pain")
    assert "pain: 1 study: nothing to pool." in out
    assert "1 study: nothing to pool." in (tmp_path / "pain.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pool", "--outcome", "luck"], "no outcome 'luck'; expected one of pain; "),
        (["forest", "out.svg"], "there is no outcome to draw; expected --outcome"),
        (["forest", "out.png", "--outcome", "pain"], "expected a name that ends in .svg"),
        (["forest", "no/out.svg", "--outcome", "pain"], "there is no folder no"),
        (
            ["pool", "--studies", "no.csv", "--measure", "standardised"],
            "cannot read no.csv",
        ),
        (["pool", "--studies", "mine.csv"], "your own studies need --measure"),
        (
            [
                "pool",
                "--studies",
                "mine.csv",
                "--measure",
                "standardised",
                "--people",
                "stroke",
            ],
            "--people and --against choose from the library",
        ),
        (["pool", "--studies", ".", "--measure", "standardised"], "cannot read ."),
        (
            ["pool", "--studies", "bad.csv", "--measure", "standardised"],
            "not text in UTF-8",
        ),
        (["pool", "--studies", "odd.csv", "--measure", "standardised"], "the columns a, b"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(typed, tmp_path, table, words, said):
    assert table.exists()
    (tmp_path / "bad.csv").write_bytes(b"study,se\n\xff\xfe,1\n")
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", "utf-8")
    code, _, error = typed("evidence", *words)
    assert code == 2
    assert said in error
    assert error.count("\n") == 1
    assert not (tmp_path / "out.svg").exists()

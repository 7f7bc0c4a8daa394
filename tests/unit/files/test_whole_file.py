import pytest

from retrowalk.errors import BadInput
from retrowalk.files.whole_file import check_target, whole_file, write_text


def test_a_file_is_there_when_it_is_whole(tmp_path):
    write_text("all of it", tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text() == "all of it"
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]


def test_a_failure_on_the_way_leaves_what_was_there(tmp_path):
    target = tmp_path / "a.svg"
    target.write_text("before")
    with pytest.raises(ZeroDivisionError), whole_file(target) as part:
        part.write_text("half" * (1 // 0))
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]
    assert target.read_text() == "before"


def test_a_full_disk_is_a_sentence(tmp_path):
    with (
        pytest.raises(BadInput, match=r"cannot write .*No space left"),
        whole_file(tmp_path / "a"),
    ):
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("out.txt", "ends in '.txt'; expected a name that ends in .csv"),
        ("folder.csv", "it is a folder"),
        ("nowhere/out.csv", "there is no folder"),
        ("in.csv", "it is the recording itself"),
        ("link.csv", "it is the recording itself"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_before_the_work(tmp_path, name, said):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "in.csv").write_text("x")
    (tmp_path / "link.csv").symlink_to(tmp_path / "in.csv")
    with pytest.raises(BadInput, match=said):
        check_target(tmp_path / name, (".csv",), tmp_path / "in.csv")

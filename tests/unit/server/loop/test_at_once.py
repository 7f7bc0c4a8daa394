"""What several connections send in the same moment is stored once, on SQLite."""

from rush import in_a_process_of_its_own


def test_sessions_that_arrive_at_the_same_moment_are_each_stored_once(tmp_path):
    assert in_a_process_of_its_own(tmp_path) == {
        "vendor": "sqlite",
        "chunk": [200, 200, 200, 200, 200, 201],
        "same": [200, 200, 200, 200, 200, 201],
        "same_outcomes": 1,
        "different": [201] * 6,
        "versions": [3, 4, 5, 6, 7, 8],
        "plans": [1, 2, 3, 4, 5, 6, 7, 8],
        "sessions": 7,
        "bodies_left": 0,
        "orders": 1,
        "trials": 1,
    }

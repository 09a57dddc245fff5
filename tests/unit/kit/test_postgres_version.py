import pytest

from services.kit.database import require_postgres


def test_a_server_that_is_too_old_is_named_with_what_to_do():
    with pytest.raises(SystemExit, match=r"members là bản 17\.2; hệ thống cần bản 18.*DATABASE_URL_MEMBERS"):
        require_postgres("members", 170_002)


@pytest.mark.parametrize("version", [180_000, 180_001, 190_000])
def test_a_server_that_is_new_enough_is_taken(version):
    require_postgres("members", version)

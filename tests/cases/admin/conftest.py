import pytest

from tests.factories.staff import member


@pytest.fixture
def administrator(db):
    return member("administrator")


@pytest.fixture
def desk(client, administrator):
    """A browser signed in as the administrator."""
    client.force_login(administrator)
    return client

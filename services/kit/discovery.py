"""Which services there are in this image: folders beside the kit that hold a `service.py`."""

import importlib
import importlib.util
import warnings
from pathlib import Path
from typing import Any

from services.kit.policy import Policy

_HERE = Path(__file__).parent.parent


def service_names() -> list[str]:
    """The names, sorted."""
    return sorted(path.parent.name for path in _HERE.glob("*/service.py"))


def service_class(service: str) -> type[Any]:
    """The class that `services.<name>.service` calls SERVICE."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated", category=Warning)
        module = importlib.import_module(service if "." in service else f"services.{service}.service")
    found: type[Any] = module.SERVICE
    return found


def policies() -> list[Policy]:
    """The policies of all services that have one."""
    return [
        importlib.import_module(f"services.{name}.policy").POLICY
        for name in service_names()
        if importlib.util.find_spec(f"services.{name}.policy")
    ]

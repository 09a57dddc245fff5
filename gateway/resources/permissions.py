"""Why somebody may or may not do something."""

from gateway.resource import Resource
from services.contracts import administration as contract

bp = Resource("permissions", description="Quyền và lý do")

bp.get("/permissions/explain", contract.ExplainPermission)

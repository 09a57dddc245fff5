"""The processes, as their definitions say."""

from gateway.resource import Resource
from services.contracts import workflows as contract

bp = Resource("processes", description="Quy trình nghiệp vụ")

bp.get("/processes", contract.ListProcesses)
bp.get("/processes/<code>", contract.GetProcess)
bp.get("/award-forms", contract.ListAwardForms)

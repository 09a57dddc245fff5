"""The Charter's numbers in force."""

from gateway.resource import Resource
from services.contracts import members as contract

bp = Resource("rules", description="Bộ quy định đang có hiệu lực")

bp.get("/rules", contract.ListRules)

"""Units of the tree, their children, officers, members and figures."""

from gateway.resource import OPTIONAL, Resource
from services.contracts import members as contract

bp = Resource("units", description="Tổ chức đoàn: cây đơn vị, cán bộ, số liệu")

bp.get("/units", contract.ListUnits)
bp.post("/units", contract.CreateUnit, status=201, location="/units/{id}")
bp.get("/units/tree", contract.ListChildren, fixed={"unit_id": None})
bp.get("/units/<uuid:unit_id>", contract.GetUnit, etag=True)
bp.patch("/units/<uuid:unit_id>", contract.RenameUnit, etag=True, if_match=OPTIONAL)
bp.put("/units/<uuid:unit_id>/parent", contract.MoveUnit, etag=True, if_match=OPTIONAL)
bp.post("/units/<uuid:unit_id>/closure", contract.CloseUnit, etag=True, if_match=OPTIONAL)
bp.post("/units/<uuid:unit_id>/merge", contract.MergeUnits, etag=True, if_match=OPTIONAL)
bp.post("/units/<uuid:unit_id>/split", contract.SplitUnit, status=201, location="/units/{id}", if_match=OPTIONAL)
bp.get("/units/<uuid:unit_id>/children", contract.ListChildren)
bp.get("/units/<uuid:unit_id>/members", contract.ListMembers)
bp.get("/units/<uuid:unit_id>/statistics", contract.GetUnitStatistics)
bp.get("/units/<uuid:unit_id>/officers", contract.ListOfficers)
bp.post("/units/<uuid:unit_id>/officers", contract.AppointOfficer, status=201)
bp.delete("/positions/<uuid:position_id>", contract.EndPosition)

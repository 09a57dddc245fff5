"""Units of the tree, their children, officers, members and figures."""

from gateway.resource import OPTIONAL, Resource
from services.contracts import members as contract
from services.contracts import sittings, training_items, units

bp = Resource("units", description="Tổ chức đoàn: cây đơn vị, cán bộ, số liệu")

bp.get("/units", units.ListUnits)
bp.post("/units", units.CreateUnit, status=201, location="/units/{id}")
bp.get("/units/tree", units.ListChildren, fixed={"unit_id": None})
bp.get("/units/<uuid:unit_id>", units.GetUnit, etag=True)
bp.patch("/units/<uuid:unit_id>", units.RenameUnit, etag=True, if_match=OPTIONAL)
bp.put("/units/<uuid:unit_id>/parent", units.MoveUnit, etag=True, if_match=OPTIONAL)
bp.post("/units/<uuid:unit_id>/closure", units.CloseUnit, etag=True, if_match=OPTIONAL)
bp.post("/units/<uuid:unit_id>/merge", units.MergeUnits, etag=True, if_match=OPTIONAL)
bp.post("/units/<uuid:unit_id>/merge/undo", units.UnmergeUnit, etag=True, if_match=OPTIONAL)
bp.post("/units/<uuid:unit_id>/split", units.SplitUnit, status=201, location="/units/{id}", if_match=OPTIONAL)
bp.get("/units/<uuid:unit_id>/children", units.ListChildren)
bp.get("/units/<uuid:unit_id>/members", contract.ListMembers)
bp.get("/units/<uuid:unit_id>/statistics", units.GetUnitStatistics)
bp.get("/units/<uuid:unit_id>/acts", units.ListUnitActs)
bp.get("/units/<uuid:unit_id>/officers", units.ListOfficers)
bp.post("/units/<uuid:unit_id>/officers", units.AppointOfficer, status=201)
bp.post("/units/<uuid:unit_id>/committee", units.RecogniseCommittee)
bp.post("/units/<uuid:unit_id>/committee/undo", units.UnrecogniseCommittee)
bp.post("/units/<uuid:unit_id>/committee/extensions", units.ExtendCommittee)
bp.post("/units/<uuid:unit_id>/committee/shortenings", units.ShortenCommittee)
bp.post("/units/<uuid:unit_id>/youth-counts", units.RecordYouthCount)
bp.get("/units/<uuid:unit_id>/sittings", sittings.ListSittings)
bp.post("/units/<uuid:unit_id>/sittings", sittings.RecordSitting)
bp.get("/units/<uuid:unit_id>/training-items", training_items.ListUnitTrainingItems)
bp.post("/units/<uuid:unit_id>/training-items", training_items.AddUnitTrainingItem)
bp.put("/units/<uuid:unit_id>/training-items/<string:code>", training_items.ChangeUnitTrainingItem)
bp.post("/units/<uuid:unit_id>/training-items/<string:code>/ending", training_items.EndUnitTrainingItem)
bp.patch("/positions/<uuid:position_id>", units.ChangePosition)
bp.delete("/positions/<uuid:position_id>", units.EndPosition)

"""The Charter's numbers in force."""

from gateway.resource import Resource
from services.contracts import award_forms, calendar_days, training_items
from services.contracts import members as contract

bp = Resource("rules", description="Bộ quy định đang có hiệu lực, và giá trị từ một ngày")

bp.get("/rules", contract.ListRules)
bp.put("/rules/<string:key>", contract.ChangeRule)
bp.post("/rules/award-forms", award_forms.AddAwardForm)
bp.put("/rules/award-forms/<string:code>", award_forms.RenameAwardForm)
bp.post("/rules/award-forms/<string:code>/ending", award_forms.EndAwardForm)
bp.post("/rules/training-items", training_items.AddTrainingItem)
bp.put("/rules/training-items/<string:code>", training_items.ChangeTrainingItem)
bp.post("/rules/training-items/<string:code>/ending", training_items.EndTrainingItem)
bp.get("/rules/calendar", calendar_days.GetYearCalendar)
bp.post("/rules/calendar-days", calendar_days.AddCalendarDay)
bp.put("/rules/calendar-days/<string:code>", calendar_days.ChangeCalendarDay)
bp.post("/rules/calendar-days/<string:code>/ending", calendar_days.EndCalendarDay)

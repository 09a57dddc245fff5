"""Messaging's entrypoints, one line each."""

from services.contracts import audit as audit_contract
from services.contracts import members, paper_copies, symbols, verification
from services.contracts import messaging as contract
from services.contracts import slips as slips_contract
from services.kit import inbox, jobs, revocations
from services.kit.entrypoints import Transactions, every, handle, job, rpc, subscribe
from services.kit.policy import Subject, require
from services.messaging import actions, audit_log, copies, correcting, exports, queries, slips, writing
from services.messaging.policy import POLICY
from services.messaging.store import Tx


class MessagingService:
    """Every outgoing document of every unit, with its number and register."""

    name = "messaging"
    tx = Transactions(Tx)

    @rpc(contract.ListDocuments)
    def list_documents(self, tx, **given):
        return queries.list_documents(tx, **given)

    @rpc(contract.StartDocumentExport)
    def start_document_export(self, tx, **given):
        return exports.start_document_export(tx, **given)

    @rpc(contract.GetMessagingJob)
    def get_job(self, tx, id, results):
        return jobs.read(tx, id, results=results)

    @rpc(contract.ListMessagingJobs)
    def list_jobs(self, tx, **given):
        return jobs.listed(tx, **given)

    @rpc(contract.GetDocument)
    def get_document(self, tx, **given):
        return actions.get_document(tx, **given)

    @rpc(contract.CorrectDocument)
    def correct_document(self, tx, **given):
        return correcting.correct_document(tx, **given)

    @rpc(symbols.GetUnitSymbols)
    def get_unit_symbols(self, tx, **given):
        return writing.get_symbols(tx, **given)

    @rpc(symbols.ChangeUnitSymbols)
    def change_unit_symbols(self, tx, **given):
        return writing.change_symbols(tx, **given)

    @rpc(contract.FindDocument)
    def find_document(self, tx, **given):
        return actions.find_document(tx, **given)

    @rpc(paper_copies.ListPaperCopies)
    def list_paper_copies(self, tx, **given):
        return queries.paper_copies(tx, **given)

    @rpc(contract.GetDocumentFile)
    def get_document_file(self, tx, **given):
        return actions.get_document_file(tx, **given)

    @rpc(contract.GetDocumentWord)
    def get_document_word(self, tx, **given):
        return actions.get_document_word(tx, **given)

    @rpc(verification.ListSealKeys)
    def list_seal_keys(self, tx):
        return actions.list_seal_keys(tx)

    @rpc(verification.VerifyDocument)
    def verify_document(self, tx, **given):
        return actions.verify_document(tx, **given)

    @rpc(audit_contract.ListMessagingAudit)
    def list_audit(self, tx, **given):
        return audit_log.list_audit(tx, **given)

    @rpc(slips_contract.ListMessagingFailedMessages)
    def list_failed_messages(self, tx):
        require(POLICY, tx, "system.view", Subject())
        return {"items": inbox.list_failed(tx)}

    @rpc(slips_contract.ReplayMessagingMessage)
    def replay_message(self, tx, **given):
        require(POLICY, tx, "system.replay", Subject())
        tx.record("message.replay", subject_id=given["id"])
        inbox.replay(tx, given["id"])
        return {"ok": True}

    @rpc(slips_contract.DrawInvitationSlips)
    def draw_invitation_slips(self, tx, **given):
        return slips.draw_invitation_slips(tx, **given)

    @rpc(contract.GetMessagingHealth)
    def get_health(self, tx):
        return queries.counts(tx)

    @handle(contract.IssueDocuments)
    def issue_documents(self, tx, command):
        actions.issue_documents(tx, **command.fields)

    @handle(contract.ShareDocuments)
    def share_documents(self, tx, command):
        actions.share_documents(tx, **command.fields)

    @handle(contract.SettleDocuments)
    def settle_documents(self, tx, command):
        actions.settle_documents(tx, **command.fields)

    @subscribe(members.UnitsChanged)
    def on_units_changed(self, tx, event):
        copies.UNITS.apply(tx, event.fields["units"])

    @subscribe(members.PeopleChanged)
    def on_people_changed(self, tx, event):
        copies.PEOPLE.apply(tx, event.fields["people"])

    @subscribe(members.PositionsChanged)
    def on_positions_changed(self, tx, event):
        copies.POSITIONS.apply(tx, event.fields["positions"])

    @subscribe(members.SessionsRevoked)
    def on_sessions_revoked(self, tx, event):
        revocations.revoke(tx, *event.fields["session_ids"], before=event.fields["before"])

    @every(5)
    def draw_waiting(self, tx):
        actions.draw_waiting(tx)

    @job(exports.EXPORT)
    def export_documents(self, job):
        return exports.export_documents(job)


SERVICE = MessagingService

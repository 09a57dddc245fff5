import { campaign, campaignPreview, campaignRows, campaignUnits } from "./campaigns.ts";
import { act, cases, item, view as caseView, waitsFor } from "./cases.ts";
import { id, isBelow } from "./data.ts";
import { document, documents } from "./documents.ts";
import { actOnDossier, dossierOf, dossierView, dossiersAbout, dossiersAt, dossierDefinition } from "./dossiers.ts";
import { folded } from "./fold.ts";
import { imports, start, view as importView } from "./imports.ts";

import { PROCESSES, definition } from "./processes.ts";
import { ACCOUNTS, gone, page, problem, type Reply, type Route } from "./replies.ts";

const jobs = new Map<
  string,
  { at: number; held: number; ids: string[]; action: string; note: string; state?: string; ran?: boolean }
>();

export const workRoutes: Route[] = [
  ["GET", /^\/processes$/, () => ({ body: { items: PROCESSES } })],
  ["GET", /^\/processes\/(\w+)$/, (_, code) => ({ body: { ...definition(code!), ...dossierDefinition(code!) } })],
  [
    "GET",
    /^\/cases$/,
    ({ query, who }) => {
      const account = ACCOUNTS[who]!;
      if (query.get("subject_id")) return page(dossiersAbout(query.get("subject_id")!), query);
      const words = folded(query.get("q") ?? "")
        .split(" ")
        .filter(Boolean);
      const found = cases.filter((one) => {
        if (query.get("waiting_for_me") === "true" && !(account.role !== "MEMBER" && waitsFor(one, account.unit)))
          return false;
        if (query.get("unit_id") && !isBelow(one.unitId, query.get("unit_id")!)) return false;
        if (query.get("open") && (one.state === "admitted") === (query.get("open") === "true")) return false;
        if (query.get("process") && query.get("process") !== "admission") return false;
        return (
          isBelow(one.unitId, account.unit) && words.every((word) => folded(`${one.name} ${one.number}`).includes(word))
        );
      });
      const own = query.get("q") || query.get("process") || query.get("waiting_for_me") ? [] : dossiersAt(account.unit);
      return page([...own, ...found.map(item)], query);
    },
  ],
  [
    "POST",
    /^\/cases$/,
    ({ body, who }) => {
      const form = body["form"] as Record<string, string>;
      if (!form["born_on"])
        return problem(422, "invalid", "Có chỗ cần sửa", "Có chỗ cần sửa.", {
          errors: { "form.born_on": ["Ngày sinh còn trống. Nhập theo dạng dd/mm/yyyy."] },
        });
      if (form["born_on"] > "2011")
        return problem(409, "case-refused", "Chưa mở được hồ sơ", "Chưa đủ điều kiện kết nạp.", {
          refusals: [
            {
              code: "too-young",
              text: `${form["full_name"]} chưa đủ tuổi vào Đoàn vào ngày xét 24/11/2026.`,
              mend: "Ngày sớm nhất có thể xét: 03/02/2027.",
            },
          ],
        });
      const made = {
        ...cases[0]!,
        id: id(4, 0, 0, 0, cases.length + 100),
        number: `KN-2026-${500 + cases.length}`,
        name: form["full_name"]!,
        unitId: body["unit_id"] as string,
        form,
        state: "applied",
        lines: [
          {
            label: "Mở hồ sơ",
            to: "applied",
            at: new Date().toISOString(),
            who: ACCOUNTS[who]!.name,
            position: ACCOUNTS[who]!.title,
            note: null,
          },
        ],
      };
      cases.unshift(made);
      return { status: 201, body: caseView(made, ACCOUNTS[who]!.unit), headers: { ETag: '"1"' } };
    },
  ],
  [
    "GET",
    /^\/cases\/([\w-]+)$/,
    ({ who }, caseId) => {
      const own = dossierOf(caseId!);
      if (own) return { body: dossierView(own), headers: { ETag: `"${own.version}"` } };
      const found = cases.find((one) => one.id === caseId);
      return found ? { body: caseView(found, ACCOUNTS[who]!.unit), headers: { ETag: `"${found.version}"` } } : gone();
    },
  ],
  [
    "POST",
    /^\/cases\/([\w-]+)\/actions$/,
    ({ body, who }, caseId) => {
      const own = dossierOf(caseId!);
      if (own) {
        actOnDossier(own, String(body["action"]), body["form"] as Record<string, unknown>);
        return { body: dossierView(own), headers: { ETag: `"${own.version}"` } };
      }
      const found = cases.find((one) => one.id === caseId)!;
      const form = (body["form"] ?? {}) as Record<string, number>;
      if (body["action"] === "record_vote" && (form["agree"] ?? 0) + (form["disagree"] ?? 0) > (form["present"] ?? 0)) {
        return problem(409, "case-refused", "Chưa ghi nhận được", "Số phiếu chưa khớp.", {
          refusals: [
            {
              code: "sum",
              text:
                `Số phiếu cộng lại là ${(form["agree"] ?? 0) + (form["disagree"] ?? 0)} nhưng chỉ có ` +
                `${form["present"] ?? 0} người có mặt.`,
              mend: "Sửa một trong hai số.",
            },
          ],
        });
      }
      act(found, String(body["action"]), (body["note"] as string) ?? null);
      return { body: caseView(found, ACCOUNTS[who]!.unit), headers: { ETag: `"${found.version}"` } };
    },
  ],
  [
    "POST",
    /^\/cases\/bulk-actions$/,
    ({ body }) => {
      const jobId = `workflows.${Date.now()}`;
      jobs.set(jobId, {
        at: Date.now(),
        held: Number(body["hold_s"] ?? 0) * 1000,
        ids: body["case_ids"] as string[],
        action: String(body["action"]),
        note: String(body["note"] ?? ""),
      });
      return { status: 202, body: jobView(jobId) };
    },
  ],
  ["GET", /^\/jobs$/, ({ query }) => page([...jobs.keys()].reverse().map(jobItem), query)],
  ["GET", /^\/jobs\/(.+)$/, (_, jobId) => (jobs.has(jobId!) ? { body: jobView(jobId!) } : gone())],
  [
    "POST",
    /^\/jobs\/(.+)\/cancel$/,
    (_, jobId) => {
      jobs.get(jobId!)!.state = "cancelled";
      return { body: jobView(jobId!) };
    },
  ],
  [
    "POST",
    /^(\/cases|\/documents)?\/exports$/,
    () => {
      const jobId = `members.${Date.now()}`;
      jobs.set(jobId, { at: Date.now(), held: 0, ids: [], action: "export", note: "" });
      return { status: 202, body: jobView(jobId) };
    },
  ],

  ["GET", /^\/campaigns$/, ({ query }) => page([campaign], query)],
  ["POST", /^\/campaigns\/preview$/, () => ({ body: campaignPreview })],
  [
    "GET",
    /^\/campaigns\/kinds$/,
    () => ({ body: { items: [{ process: campaign.process, title: campaign.process_title }], form_schema: null } }),
  ],
  ["GET", /^\/campaigns\/([\w-]+)$/, () => ({ body: campaign })],
  ["GET", /^\/campaigns\/([\w-]+)\/units$/, () => ({ body: campaignUnits() })],
  ["GET", /^\/campaigns\/([\w-]+)\/rows$/, () => ({ body: campaignRows() })],

  ["GET", /^\/imports$/, ({ query }) => page([...imports.values()].map(importView).reverse(), query)],
  ["POST", /^\/imports$/, () => ({ status: 202, body: importView(start()) })],
  [
    "GET",
    /^\/imports\/([\w.-]+)$/,
    (_, importId) => (imports.has(importId!) ? { body: importView(imports.get(importId!)!) } : gone()),
  ],
  [
    "GET",
    /^\/imports\/([\w.-]+)\/problems$/,
    ({ query }, importId) =>
      page(
        imports.get(importId!)!.problems.filter((one) => one.severity === query.get("severity")),
        query,
      ),
  ],
  [
    "PATCH",
    /^\/imports\/([\w.-]+)\/rows\/(\d+)$/,
    ({ body }, importId, row) => {
      const found = imports.get(importId!)!;
      const value = Object.values(body["cells"] as Record<string, string>)[0] ?? "";
      if (value.length < 2)
        return { body: { row: Number(row), problems: found.problems.filter((one) => one.row === Number(row)) } };
      found.problems = found.problems.filter((one) => one.row !== Number(row));
      return { body: { row: Number(row), problems: [] } };
    },
  ],
  ["PUT", /^\/imports\/([\w.-]+)\/mapping$/, (_, importId) => move(importId!, "checking", true)],
  ["POST", /^\/imports\/([\w.-]+)\/apply$/, (_, importId) => move(importId!, "applying")],
  ["POST", /^\/imports\/([\w.-]+)\/undo$/, (_, importId) => move(importId!, "undoing")],

  [
    "GET",
    /^\/documents$/,
    ({ query }) => {
      const words = folded(query.get("q") ?? "").replace(/[\s/-]/g, "");
      return page(
        documents.filter(
          (one) =>
            folded(one.number + one.title)
              .replace(/[\s/-]/g, "")
              .includes(words) &&
            (!query.get("kind") || one.kind === query.get("kind")),
        ),
        query,
      );
    },
  ],
  [
    "GET",
    /^\/documents\/([\w-]+)$/,
    (_, documentId) => {
      const found = document(documentId!);
      return found ? { body: found } : gone();
    },
  ],
];

function move(importId: string, state: string, sure = false): Reply {
  const found = imports.get(importId)!;
  Object.assign(found, { state, since: Date.now(), sure: sure || found.sure });
  return { status: 202, body: importView(found) };
}

function jobView(jobId: string) {
  const job = jobs.get(jobId)!;
  const passed = Date.now() - job.at - job.held;
  const total = job.action === "export" ? 1204 : job.ids.length;
  const done = Math.max(0, Math.min(total, Math.floor((passed / 3000) * total)));
  const state = job.state ?? (passed < 0 ? "held" : done < total ? "running" : "done");
  if (state === "done" && !job.ran) {
    job.ran = true;
    for (const caseId of job.ids.slice(0, -1)) act(cases.find((one) => one.id === caseId)!, job.action, job.note);
  }
  const results =
    state === "done"
      ? job.ids.map((caseId, at) => ({
          id: caseId,
          ok: at < job.ids.length - 1,
          code: null,
          detail: at < job.ids.length - 1 ? null : "Hồ sơ vừa được chi đoàn sửa. Xem lại rồi duyệt tiếp.",
        }))
      : [];
  return {
    id: jobId,
    kind: job.action === "export" ? "export_members" : "act_on_many",
    state,
    done,
    total,
    started_at: new Date(job.at).toISOString(),
    ended_at: null,
    results,
    file: job.action === "export" && state === "done" ? { name: "doan-vien.xlsx", size: 84_000 } : null,
  };
}

function jobItem(jobId: string) {
  const { results, started_at, ...job } = jobView(jobId);
  const succeeded = results.filter((result) => result.ok).length;
  return { ...job, created_at: started_at, started_at, succeeded, refused: results.length - succeeded };
}

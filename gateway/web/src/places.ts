import {
  ArrowRightLeft,
  Building2,
  ChartColumn,
  Coins,
  CreditCard,
  Files,
  FileText,
  Flag,
  FolderOpen,
  Gauge,
  GraduationCap,
  History,
  House,
  Inbox,
  KeyRound,
  LayoutDashboard,
  ListChecks,
  ListTodo,
  type LucideIcon,
  Network,
  NotebookTabs,
  Scale,
  ServerCog,
  Settings,
  ShieldQuestionMark,
  UserCog,
  UserRound,
  Users,
} from "lucide-preact";
import { acting, isOfficer } from "./resources/session";
import { nav } from "./text/vi";

export interface Place {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Shows how many items wait for the person. */
  counts?: boolean;
}

interface PlaceGroup {
  key: keyof typeof nav.groups;
  places: Place[];
}

/**
 * Where a person can go: at most four places of the bar, and the groups behind "Thêm", which stand open in a wide rail.
 */
interface Navigation {
  bar: Place[];
  groups: PlaceGroup[];
}

const WORK: Place = { href: "/viec", label: nav.work, icon: Inbox, counts: true };
const OVERVIEW: Place = { href: "/", label: nav.overview, icon: LayoutDashboard };
const CASES: Place = { href: "/ho-so", label: nav.cases, icon: FolderOpen };
const MEMBERS: Place = { href: "/doan-vien", label: nav.members, icon: Users };
const TREE: Place = { href: "/cay-don-vi", label: nav.tree, icon: Network };
const REPORTS: Place = { href: "/bao-cao", label: nav.reports, icon: ChartColumn };
const DOCUMENTS: Place = { href: "/van-ban", label: nav.documents, icon: FileText };
const REGISTERS: Place = { href: "/so-sach", label: nav.registers, icon: NotebookTabs };
const JOBS: Place = { href: "/tac-vu", label: nav.jobs, icon: ListTodo };
const ACCOUNTS: Place = { href: "/quan-tri/tai-khoan", label: nav.accounts, icon: UserCog };
const SERVICES: Place = { href: "/quan-tri/dich-vu", label: nav.services, icon: ServerCog };
const AUDIT: Place = { href: "/nhat-ky", label: nav.audit, icon: History };
const RULES: Place = { href: "/quan-tri/quy-dinh", label: nav.rules, icon: Scale };
const KEYS: Place = { href: "/quan-tri/khoa-tin-cay", label: nav.keys, icon: KeyRound };
const PERMISSIONS: Place = { href: "/quyen", label: nav.permissions, icon: ShieldQuestionMark };
const SETTINGS: Place = { href: "/cai-dat", label: nav.settings, icon: Settings };

const MEMBER: Navigation = {
  bar: [
    { href: "/", label: nav.home, icon: House, counts: true },
    { href: "/the", label: nav.card, icon: CreditCard },
    CASES,
    { href: "/doan-phi", label: nav.fees, icon: Coins },
    { href: "/toi", label: nav.me, icon: UserRound },
  ],
  groups: [],
};

/** Where the caller can go in the position under which this tab works. A member without one sees no officer's menu. */
export function navigation(): Navigation {
  const position = acting.value;
  if (!isOfficer.value || !position) return MEMBER;
  if (isAdministrator()) return administrator();
  const unit: Place = {
    href: `/don-vi/${position.unit.id}/tong-quan`,
    label: isOfChapter(position) ? nav.chapter : nav.unit,
    icon: Building2,
  };
  if (position.role === "INSPECTOR") return without([WORK, CASES, unit, AUDIT], groupsOf(position));
  if (isAboveGrassroots()) return without([OVERVIEW, WORK, CASES, REPORTS], groupsOf(position, unit));
  return without([WORK, unit, CASES, MEMBERS], groupsOf(position));
}

export function allPlaces({ bar, groups }: Navigation = navigation()): Place[] {
  return [...bar, ...groups.flatMap(({ places }) => places)];
}

/** Whether the caller works for a district or the province, whose first page is an overview of their tree. */
export function isAboveGrassroots(): boolean {
  return ["DISTRICT_OFFICER", "PROVINCE_OFFICER"].includes(acting.value?.role ?? "");
}

/** Whether the caller runs the system: accounts and services, no case and no member. */
export function isAdministrator(): boolean {
  return acting.value?.role === "SYSADMIN";
}

function isOfChapter({ role, unit }: { role: string; unit: { level?: string } }): boolean {
  return role === "CHAPTER_OFFICER" || unit.level === "CHAPTER";
}

function administrator(): Navigation {
  return {
    bar: [SERVICES, ACCOUNTS, JOBS, AUDIT],
    groups: [{ key: "system", places: [TREE, PERMISSIONS, RULES, KEYS, SETTINGS] }],
  };
}

function groupsOf({ role, unit: { id } }: { role: string; unit: { id: string } }, ...own: Place[]): PlaceGroup[] {
  return [
    {
      key: "people",
      places: [
        ...own,
        MEMBERS,
        TREE,
        { href: `/doan-phi/${id}`, label: nav.fees, icon: Coins },
        { href: "/trung-lap", label: nav.duplicates, icon: Files },
      ],
    },
    {
      key: "work",
      places: [
        { href: "/duyet", label: nav.decide, icon: ListChecks },
        { href: "/tien-do", label: nav.progress, icon: Gauge },
        { href: "/dot", label: nav.campaigns, icon: Flag },
        { href: "/chuyen-sinh-hoat", label: nav.transfers, icon: ArrowRightLeft },
        { href: "/truong-thanh", label: nav.maturation, icon: GraduationCap },
      ],
    },
    { key: "books", places: [DOCUMENTS, REPORTS, REGISTERS] },
    { key: "system", places: [JOBS, PERMISSIONS, RULES, ...(role === "PROVINCE_OFFICER" ? [KEYS] : []), SETTINGS] },
  ];
}

/** What stands in the bar stands in no group. */
function without(bar: Place[], groups: PlaceGroup[]): Navigation {
  const taken = new Set(bar.map(({ href }) => href));
  return {
    bar,
    groups: groups.map(({ key, places }) => ({ key, places: places.filter(({ href }) => !taken.has(href)) })),
  };
}

/**
 * The place that an address belongs to: the longest that it begins with, or none. The first page is the first place.
 */
export function placeAt(path: string, found: Navigation): Place | undefined {
  if (path === "/") return found.bar[0];
  const holds = ({ href }: Place) => {
    const root = href.split("/").slice(0, 3).join("/");
    return path === href || (href !== "/" && path.startsWith(`${root}/`)) || path === root;
  };
  return allPlaces(found)
    .filter(holds)
    .sort((one, other) => other.href.length - one.href.length)[0];
}

import { lazy, LocationProvider, Route, Router, ErrorBoundary, useLocation } from "preact-iso";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { NotHere, orNotHere } from "./components/lazy";
import { Failure, Loading } from "./components/states";
import { Page } from "./components/page";
import { http, notFound } from "./text/vi";
import { NotFoundText } from "./components/states";
import { bootProblem, me, readingSince, readMe, sessionOver } from "./resources/session";
import { byProcess } from "./resources/process-address";
import { closeStream, openStream } from "./resources/stream";
import { keepSending } from "./resources/waiting";
import { Problem } from "./http/client";
import { Shell } from "./shell";
import { SignInOver } from "./screens/accounts/sign-in-form";

/** The code of a screen comes when it is first opened. */
const screen = <P,>(load: () => Promise<{ default: ComponentType<P> }>) => lazy(orNotHere(load, NotHereScreen));

function NotHereScreen() {
  return (
    <Page title={http.notHereTitle} failed>
      <NotHere />
    </Page>
  );
}

const SignIn = screen(() => import("./screens/accounts/sign-in"));
const Recovery = screen(() => import("./screens/accounts/recovery"));
const InvitationScreen = screen(() => import("./screens/accounts/invitation"));
const Apply = screen(() => import("./screens/applications/apply"));
const Verify = screen(() => import("./screens/documents/verify"));
const Start = screen(() => import("./screens/home/start"));
const Work = screen(() => import("./screens/home/work"));
const Tree = screen(() => import("./screens/units/unit-tree"));
const UnitScreen = screen(() => import("./screens/units/unit"));
const Members = screen(() => import("./screens/members/members"));
const MemberScreen = screen(() => import("./screens/members/member"));
const ImportScreen = screen(() => import("./screens/imports/import"));
const EditRequests = screen(() => import("./screens/edit-requests/edit-requests"));
const Duplicates = screen(() => import("./screens/duplicates/duplicates"));
const DuplicateScreen = screen(() => import("./screens/duplicates/duplicate"));
const Cases = screen(() => import("./screens/cases/cases"));
const CaseStart = screen(() => import("./screens/cases/case-start"));
const CaseForm = byProcess(screen(() => import("./screens/cases/case-form")));
const CaseSheet = byProcess(screen(() => import("./screens/cases/case-sheet")));
const CaseWorkbook = byProcess(screen(() => import("./screens/cases/case-workbook")));
const CaseMany = screen(() => import("./screens/cases/case-many"));
const CaseScreen = screen(() => import("./screens/cases/case"));
const ProgressBoard = screen(() => import("./screens/boards/progress"));
const Campaigns = screen(() => import("./screens/campaigns/campaigns"));
const CampaignScreen = screen(() => import("./screens/campaigns/campaign"));
const CampaignWaiting = screen(() => import("./screens/campaigns/campaign-waiting"));
const RatingScreen = screen(() => import("./screens/ratings/rating"));
const TrainingList = screen(() => import("./screens/ratings/training-list"));
const Bulk = screen(() => import("./screens/bulk/bulk"));
const Documents = screen(() => import("./screens/documents/documents"));
const DocumentScreen = screen(() => import("./screens/documents/document"));
const BookScreen = screen(() => import("./screens/members/book"));
const Reports = screen(() => import("./screens/reports/reports"));
const ReportScreen = screen(() => import("./screens/reports/report"));
const ReportPeople = screen(() => import("./screens/reports/report-people"));
const ReportSubmissions = screen(() => import("./screens/reports/report-submissions"));
const ReportSnapshot = screen(() => import("./screens/reports/report-snapshot"));
const Registers = screen(() => import("./screens/reports/registers"));
const RegisterScreen = screen(() => import("./screens/reports/register"));
const Jobs = screen(() => import("./screens/jobs/jobs"));
const JobScreen = screen(() => import("./screens/jobs/job"));
const OwnFees = screen(() => import("./screens/fees/fee-own"));
const Fees = screen(() => import("./screens/fees/fees"));
const CardScreen = screen(() => import("./screens/members/card"));
const Settings = screen(() => import("./screens/accounts/settings"));
const Seen = screen(() => import("./screens/accounts/seen"));
const Transfers = screen(() => import("./screens/boards/transfers"));
const Maturation = screen(() => import("./screens/boards/maturation"));
const WaitingScreen = screen(() => import("./screens/cases/waiting"));
const Keys = screen(() => import("./screens/administration/keys"));
const Rules = screen(() => import("./screens/administration/rules"));
const AdminAccounts = screen(() => import("./screens/administration/admin-accounts"));
const AdminServices = screen(() => import("./screens/administration/admin-services"));
const AdminAudit = screen(() => import("./screens/administration/admin-audit"));
const AdminPermissions = screen(() => import("./screens/administration/admin-permissions"));
const Invitations = screen(() => import("./screens/accounts/invitations"));
const ApplicationLinks = screen(() => import("./screens/applications/application-links"));
const More = screen(() => import("./screens/home/more"));

export function App() {
  return (
    <LocationProvider>
      <ErrorBoundary>
        <Screens />
      </ErrorBoundary>
    </LocationProvider>
  );
}

/** Pages that anyone may see without signing in. */
const OPEN = /^\/(dang-nhap|khoi-phuc|moi|don-xin-vao-doan|xt)(\/|$)/;

function Screens() {
  const { path, url, route } = useLocation();
  const who = me.value;
  const isOpen = OPEN.test(path);
  useEffect(() => {
    if (who === null && !isOpen) route(`/dang-nhap${url === "/" ? "" : `?tiep=${encodeURIComponent(url)}`}`, true);
  }, [who, isOpen, url]);
  useEffect(() => {
    if (!who || sessionOver.value) return closeStream();
    openStream(readingSince);
  }, [who?.person.id, sessionOver.value]);

  useEffect(() => {
    if (who && !sessionOver.value) return keepSending(who.person.id);
  }, [who?.person.id, sessionOver.value]);

  if (isOpen) return <OpenScreens />;
  if (bootProblem.value) {
    return (
      <main class="alone">
        <Failure
          problem={bootProblem.value ?? new Problem({ detail: http.unknown }, 0)}
          onRetry={() => void readMe()}
        />
      </main>
    );
  }
  if (!who) return <main class="alone">{who === undefined && <Loading rows={3} />}</main>;
  return (
    <>
      <Shell>
        <SignedInScreens />
      </Shell>
      {sessionOver.value && <SignInOver />}
    </>
  );
}

function OpenScreens() {
  return (
    <Router>
      <Route path="/dang-nhap" component={SignIn} />
      <Route path="/dang-nhap/xac-thuc" component={SignIn} />
      <Route path="/khoi-phuc" component={Recovery} />
      <Route path="/moi/:token" component={InvitationScreen} />
      <Route path="/don-xin-vao-doan/:token" component={Apply} />
      <Route path="/xt" component={Verify} />
      <Route path="/xt/:ma" component={Verify} />
      <Route default component={NotFoundScreen} />
    </Router>
  );
}

function SignedInScreens() {
  return (
    <Router>
      <Route path="/" component={Start} />
      <Route path="/viec" component={Work} />
      <Route path="/cay-don-vi" component={Tree} />
      <Route path="/don-vi/:id/phieu-moi" component={Invitations} />
      <Route path="/don-vi/:id/don-xin-vao-doan" component={ApplicationLinks} />
      <Route path="/don-vi/:id/:tab?" component={UnitScreen} />
      <Route path="/doan-vien" component={Members} />
      <Route path="/doan-vien/:ma/so-doan-vien" component={BookScreen} />
      <Route path="/doan-vien/:ma/:tab?" component={MemberScreen} />
      <Route path="/nhap-excel/:id?" component={ImportScreen} />
      <Route path="/sua-thong-tin" component={EditRequests} />
      <Route path="/trung-lap" component={Duplicates} />
      <Route path="/trung-lap/:id" component={DuplicateScreen} />
      <Route path="/ho-so" component={Cases} />
      <Route path="/ho-so/moi" component={CaseStart} />
      <Route path="/ho-so/moi/:process" component={CaseForm} />
      <Route path="/ho-so/tu-tep/:process" component={CaseWorkbook} />
      <Route path="/ho-so/bang-doan-vien/:process" component={CaseSheet} />
      <Route path="/ho-so/hang-loat" component={CaseMany} />
      <Route path="/ho-so/:so" component={CaseScreen} />
      <Route path="/tien-do" component={ProgressBoard} />
      <Route path="/duyet" component={Bulk} />
      <Route path="/dot" component={Campaigns} />
      <Route path="/dot/:id" component={CampaignScreen} />
      <Route path="/dot/:id/cho-toi" component={CampaignWaiting} />
      <Route path="/xep-loai/:dot/:unit" component={RatingScreen} />
      <Route path="/ren-luyen/:dot/:unit" component={TrainingList} />
      <Route path="/van-ban" component={Documents} />
      <Route path="/van-ban/:id" component={DocumentScreen} />
      <Route path="/bao-cao" component={Reports} />
      <Route path="/bao-cao/:ma" component={ReportScreen} />
      <Route path="/bao-cao/:ma/nguoi" component={ReportPeople} />
      <Route path="/bao-cao-da-nop" component={ReportSubmissions} />
      <Route path="/bao-cao-da-nop/:id" component={ReportSnapshot} />
      <Route path="/so-sach" component={Registers} />
      <Route path="/so-sach/:ma" component={RegisterScreen} />
      <Route path="/tac-vu" component={Jobs} />
      <Route path="/tac-vu/:id" component={JobScreen} />
      <Route path="/hang-cho" component={WaitingScreen} />
      <Route path="/doan-phi" component={OwnFees} />
      <Route path="/doan-phi/:id/:tab?" component={Fees} />
      <Route path="/quan-tri/tai-khoan" component={AdminAccounts} />
      <Route path="/quan-tri/dich-vu" component={AdminServices} />
      <Route path="/nhat-ky" component={AdminAudit} />
      <Route path="/quyen" component={AdminPermissions} />
      <Route path="/quan-tri/quy-dinh" component={Rules} />
      <Route path="/quan-tri/khoa-tin-cay" component={Keys} />
      <Route path="/chuyen-sinh-hoat" component={Transfers} />
      <Route path="/truong-thanh" component={Maturation} />
      <Route path="/the" component={CardScreen} />
      <Route path="/toi" component={Settings} />
      <Route path="/toi/ai-da-xem" component={Seen} />
      <Route path="/cai-dat/:part?" component={Settings} />
      <Route path="/them" component={More} />
      <Route default component={NotFoundScreen} />
    </Router>
  );
}

function NotFoundScreen() {
  return (
    <Page title={notFound.title}>
      <NotFoundText />
    </Page>
  );
}

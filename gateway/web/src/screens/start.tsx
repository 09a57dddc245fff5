import { acting, isOfficer } from "../resources/session";
import Home from "./home";
import { Overview } from "./overview";
import Work from "./work";

const UPPER = ["DISTRICT_OFFICER", "PROVINCE_OFFICER"];

/** The first page: a member's home, an officer's work, or for officers of district and province the overview of their branch. */
export default function Start() {
  if (UPPER.includes(acting.value?.role ?? "")) return <Overview />;
  return isOfficer.value ? <Work /> : <Home />;
}

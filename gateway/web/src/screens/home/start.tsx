import { Lazy } from "../../components/lazy";
import { isAboveGrassroots, isAdministrator } from "../../places";
import { isOfficer } from "../../resources/session";
import Home from "./home";
import { Overview } from "./overview";
import Work from "./work";

/**
 * The first page: a member's home, an officer's work, the overview of a district or the province, or the services of an
 * administrator.
 */
export default function Start() {
  if (isAdministrator()) return <Lazy load={() => import("../administration/admin-services")} props={{}} />;
  if (isAboveGrassroots()) return <Overview />;
  return isOfficer.value ? <Work /> : <Home />;
}

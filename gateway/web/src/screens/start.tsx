import { isOfficer } from "../resources/session";
import Home from "./home";
import Work from "./work";

/** The first page: a member's home, or an officer's work. */
export default function Start() {
  return isOfficer.value ? <Work /> : <Home />;
}

import { render } from "preact";
import { App } from "./app";
import { applyPreferences } from "./resources/preferences";
import { boot } from "./resources/session";
import { keepShell } from "./resources/shell-cache";
import "./styles/index.css";

applyPreferences();
void boot();
render(<App />, document.getElementById("app")!);
keepShell();

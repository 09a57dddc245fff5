export { Registers as default } from "./reports";

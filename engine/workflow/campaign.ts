import type { CompiledForm } from '../forms/form.ts';
import type {
  Access,
  Bundle,
  CampaignFile,
  Entry,
  Fact,
  GroupFile,
  Notification,
  Phase,
  Step,
  Text,
  WorkflowFile,
} from '../model/generated/definitions.ts';
import type { Day } from '../model/time.ts';
import type { CompiledRule } from '../rules/index.ts';

/** A step with its rules compiled and its place known. */
export interface CompiledStep {
  definition: Step;
  id: string;
  kind: Step['kind'];
  pointer: string;
  /** Conditions of actions, by action id. */
  when: Readonly<Record<string, CompiledRule>>;
  /** Rules that answer items of the checklist, by item id. */
  checklist: Readonly<Record<string, CompiledRule>>;
  /** Conditions of a route's rules, in order; `null` for the one that always holds. */
  routes: readonly { rule: CompiledRule | null; to: string }[];
  /** The rule a step waits for. */
  until?: CompiledRule;
}

/** A workflow compiled against the form of one entry: rules of steps may read the entry's answers. */
export interface CompiledWorkflow {
  id: string;
  source: string;
  definition: WorkflowFile;
  start: string;
  steps: readonly CompiledStep[];
  byId: Readonly<Record<string, CompiledStep>>;
}

/** An entry with everything it names looked up. */
export interface CompiledEntry {
  definition: Entry;
  id: string;
  title: Text;
  /** File and pointer of the entry. */
  source: string;
  pointer: string;
  group?: string;
  form: CompiledForm;
  workflow: CompiledWorkflow;
  /** The facts it uses, in the campaign's order: those its rules and fields read, and those it names. */
  facts: readonly string[];
  /** The campaign's access list and its own. */
  access: readonly Access[];
}

/** A fact, its condition compiled against the form of the entry it is made from. */
export interface CompiledFact {
  definition: Fact;
  id: string;
  where: CompiledRule | null;
}

/** A text of the campaign parsed once; rendering is the edge's. */
export interface CompiledNotification {
  definition: Notification;
  id: string;
  /** Handlebars texts by language. */
  texts: Readonly<Record<'vi' | 'en', { title: string; body: string } | undefined>>;
}

/**
 * A campaign that passed every check: frozen, plain data and closures, the same on the server and in the
 * browser. Made by `engine/compile`.
 */
export interface Campaign {
  id: string;
  /** Hex SHA-256 of its files; empty when it was compiled only to look at it. */
  version: string;
  definition: CampaignFile;
  title: Text;
  timezone: string;
  calendar: string;
  organisation: string;
  opens: Day;
  closes: Day;
  phases: readonly Phase[];
  groups: readonly GroupFile[];
  bundles: readonly Bundle[];
  entries: Readonly<Record<string, CompiledEntry>>;
  forms: Readonly<Record<string, CompiledForm>>;
  facts: Readonly<Record<string, CompiledFact>>;
  notifications: Readonly<Record<string, CompiledNotification>>;
  /** Texts of papers by their path, `documents/<id>.vi.hbs`. */
  papers: Readonly<Record<string, string>>;
  /** `<organisation or campaign>/<role>` by the role ids the definitions use. */
  roles: Readonly<Record<string, string>>;
  /** What roles are called, by `<organisation or campaign>/<role>`. */
  roleTitles: Readonly<Record<string, Text>>;
  /** What the organisation's levels are called, by level id. */
  levelTitles: Readonly<Record<string, Text>>;
  undoSeconds: number;
}

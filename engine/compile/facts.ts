import type { CompiledForm } from '../forms/index.ts';
import { type Issue, type IssueCode, issue, nearest, type Param } from '../issues/index.ts';
import type { Fact } from '../model/generated/definitions.ts';
import { compileRule, type RuleType } from '../rules/index.ts';
import type { CompiledEntry, CompiledFact, CompiledWorkflow } from '../workflow/index.ts';
import type { Linked } from './link.ts';
import { named } from './named.ts';

const source = 'campaign.json';

/** How rules see a campaign's facts: figures, of which a count and a sum are always there. */
export function factTypes(facts: readonly Fact[] = []): Record<string, RuleType> {
  const types: Record<Fact['value'], RuleType> = {
    count: { kind: 'number', min: '0', present: true },
    sum: { kind: 'number', present: true },
    mean: { kind: 'number' },
    last: { kind: 'number' },
  };
  return named(facts.map(({ id, value }) => [id, types[value]]));
}

/**
 * Compiles the campaign's facts against the forms of the entries they are made from: fields, conditions, circles.
 * A fact with an error is left out.
 */
export function compileFacts(
  { campaign, entries }: Linked,
  forms: Readonly<Record<string, CompiledForm>>,
): { facts: Record<string, CompiledFact>; issues: Issue[] } {
  const issues: Issue[] = [];
  const made = named<CompiledFact>();
  const formOf = (fact: Fact) => {
    const entry = entries.find((one) => one.definition.id === fact.entry)?.definition;
    return entry && forms[entry.form];
  };
  const facts = campaign?.facts ?? [];
  facts.forEach((definition, index) => {
    const form = formOf(definition);
    if (!form) return;
    const pointer = `/facts/${index}`;
    const found: Issue[] = [];
    const report: Report = (code, at, params = {}) => {
      const place = { source, pointer: pointer + at };
      found.push(issue(code, place, { fact: definition.id, form: form.id, ...params }));
    };
    checkField(definition, form, report);
    const where = compileWhere(definition, form, pointer, report, found);
    issues.push(...found);
    if (found.every(({ severity }) => severity !== 'error'))
      made[definition.id] = { definition, id: definition.id, where };
  });
  for (const members of circlesOf(facts, formOf)) {
    const places = members.map((id) => facts.findIndex((one) => one.id === id));
    const related = places.slice(1).map((at) => ({ source, pointer: `/facts/${at}`, role: 'member' }));
    issues.push(issue('fact.cycle.facts', { source, pointer: `/facts/${places[0]}` }, { members }, related));
  }
  return { facts: made, issues };
}

type Report = (code: IssueCode, pointer: string, params?: Record<string, Param>) => void;

function checkField({ field, value }: Fact, form: CompiledForm, report: Report): void {
  if (value === 'count') {
    if (field !== undefined) report('fact.field.of_count', '/field');
    return;
  }
  if (field === undefined) {
    report('fact.field.missing', '');
    return;
  }
  if (!mayBeRead(field, form, '/field', report)) return;
  const { kind, definition, settings, choices } = form.byId[field]!;
  if (kind.ruleType(definition, settings, choices).kind !== 'number')
    report('fact.field.type', '/field', { field });
}

/** Only listed values lie in a case where they can be read without its answers; personal ones never do. */
function mayBeRead(field: string, form: CompiledForm, pointer: string, report: Report): boolean {
  const compiled = form.byId[field];
  if (!compiled?.bound) {
    const known = form.fields.filter(({ bound }) => bound).map(({ id }) => id);
    report('reference.field.unknown', pointer, { name: field, nearest: nearest(field, known) });
    return false;
  }
  const { sensitivity } = compiled;
  if (sensitivity === 'personal' || sensitivity === 'sensitive')
    report('fact.field.personal', pointer, { field, sensitivity });
  else if (!compiled.listed) report('fact.field.not_listed', pointer, { field });
  else return true;
  return false;
}

function compileWhere(
  { where }: Fact,
  form: CompiledForm,
  pointer: string,
  report: Report,
  found: Issue[],
): CompiledFact['where'] {
  if (where === undefined) return null;
  const result = compileRule(where, form.scope, 'condition', { source, pointer: `${pointer}/where` });
  found.push(...result.issues);
  if (!result.ok) return null;
  for (const field of new Set(result.value.reads.map(answerRead)))
    if (form.byId[field]?.bound) mayBeRead(field, form, '/where', report);
    else report('fact.where.outside', '/where', { name: field });
  return result.value;
}

function answerRead(path: string): string {
  const parts = path.split('.');
  return parts[0] === 'answers' ? (parts[1] ?? 'answers') : parts[0]!;
}

/** The facts an entry uses, in the campaign's order: named by it, read by rules, or put into a field. */
export function factsUsed(
  facts: readonly Fact[] = [],
  { facts: listed = [] }: CompiledEntry['definition'],
  form: CompiledForm,
  workflow: CompiledWorkflow,
): string[] {
  const reads = [
    ...form.reads,
    ...workflow.steps.flatMap(({ when, checklist, routes }) =>
      [
        ...Object.values(when),
        ...Object.values(checklist),
        ...routes.flatMap(({ rule }) => rule ?? []),
      ].flatMap((rule) => rule.reads),
    ),
  ];
  const used = new Set([
    ...listed,
    ...reads.flatMap(factRead),
    ...form.fields.flatMap(({ definition }) => prefillFactOf(definition) ?? []),
  ]);
  return facts.filter(({ id }) => used.has(id)).map(({ id }) => id);
}

function factRead(path: string): string[] {
  const [first, id] = path.split('.');
  return first === 'facts' && id !== undefined ? [id] : [];
}

function prefillFactOf(definition: object): string | undefined {
  return (definition as { prefillFact?: string }).prefillFact;
}

/** Facts that are made from one another: each circle once, its members in the order of the campaign. */
function circlesOf(facts: readonly Fact[], formOf: (fact: Fact) => CompiledForm | undefined): string[][] {
  const next = new Map(
    facts.map((fact) => {
      const form = formOf(fact);
      return [fact.id, form ? factsBehind(fact, form) : []];
    }),
  );
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(next.get(from) ?? [])];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      open.push(...(next.get(id) ?? []));
    }
    return seen;
  };
  const all = new Map(facts.map(({ id }) => [id, reached(id)]));
  const told = new Set<string>();
  return facts.flatMap(({ id }) => {
    if (told.has(id) || !all.get(id)!.has(id)) return [];
    const members = facts.flatMap((one) =>
      one.id === id || (all.get(id)!.has(one.id) && all.get(one.id)!.has(id)) ? [one.id] : [],
    );
    for (const member of members) told.add(member);
    return [members];
  });
}

/** The facts that the fields a fact reads take their values from, through computed fields too. */
function factsBehind({ field, where }: Fact, form: CompiledForm): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const rule =
    where === undefined ? null : compileRule(where, form.scope, 'condition', { source, pointer: '' });
  const open = [
    ...(field === undefined ? [] : [field]),
    ...(rule?.ok ? rule.value.reads.map(answerRead) : []),
  ];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const compiled = form.byId[id];
    if (!compiled || seen.has(id)) continue;
    seen.add(id);
    const fact = prefillFactOf(compiled.definition);
    if (fact !== undefined) found.add(fact);
    for (const path of compiled.value?.reads ?? []) {
      for (const one of factRead(path)) found.add(one);
      open.push(answerRead(path));
    }
  }
  return [...found];
}

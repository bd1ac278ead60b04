import { evaluate as feelin } from 'feelin';
import { compileRule, holds, type RuleContext, type RuleType } from '../../engine/rules/index.ts';
import type { BenchRow } from './row.ts';

const text = 'score >= 8 and count(evidence) > 0 and unit.level = "commune"';
const levels = ['province', 'district', 'commune', 'team'];
const inputs = 1_000;
const rounds = 400;
const samples = 15;

const file: RuleType = { kind: 'record', fields: { name: { kind: 'text' }, size: { kind: 'number' } } };
const scope = {
  names: {
    score: { kind: 'number', min: '0', max: '10' },
    evidence: { kind: 'list', of: file, maxLength: 20 },
    unit: { kind: 'record', fields: { level: { kind: 'choice', choices: levels } } },
  } satisfies Record<string, RuleType>,
};

/** Other rules run first, so that the engine's closures are not tuned to the one that is measured. */
const others = [
  'score < 5 or unit.level = "team"',
  'if score between 2 and 4 then score * 2 else score / 3',
  'some file in evidence satisfies file.size > 1000 and starts with(file.name, "minutes")',
  'sum(evidence.size) + round(score, 1) - 0.25',
  'count(evidence[size >= 20480]) in (1, 2, [3..4])',
  'not(is empty(evidence)) and upper case(unit.level) != "TEAM"',
  'today() > date("2025-01-01") and score != null',
];

interface Input {
  score: string;
  evidence: { name: string; size: string }[];
  unit: { level: string };
}

/** 1,000 different inputs: 801 scores of two places, none to four files, every level. */
function makeInputs(): Input[] {
  return Array.from({ length: inputs }, (_, n) => {
    const hundredths = 200 + ((n * 7_919) % 801);
    const files = Array.from({ length: n % 5 }, (__, f) => ({
      name: `minutes-${n}-${f}.pdf`,
      size: '20480',
    }));
    const score = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
    return {
      score: score.includes('.') ? score.replace(/\.?0+$/, '') : score,
      evidence: files,
      unit: { level: levels[(n * 31) % levels.length]! },
    };
  });
}

/**
 * One condition over 1,000 different inputs, decimals as stored strings, a fresh context for each evaluation,
 * the result consumed. The figure is the median of 15 samples; feelin gets the same inputs with numbers, since
 * it has no decimals, and parses its text each time as it has no compiled form.
 */
export async function rule(): Promise<BenchRow[]> {
  const compiled = compileRule(text, scope, 'condition', { source: 'bench', pointer: '' });
  if (!compiled.ok) throw new Error(compiled.issues.map((one) => one.code).join());
  const { evaluate } = compiled.value;
  const stored = makeInputs();
  warm(stored);
  const numbers = stored.map((one) => ({ ...one, score: Number(one.score) }));
  const expected = numbers.filter(
    (one) => one.score >= 8 && one.evidence.length > 0 && one.unit.level === 'commune',
  ).length;

  const ours = (count: number) => {
    let held = 0;
    for (let round = 0; round < count; round += 1)
      for (let n = 0; n < inputs; n += 1) {
        const input = stored[n]!;
        const context: RuleContext = {
          values: { score: input.score, evidence: input.evidence, unit: input.unit },
          today: '2025-01-20',
        };
        if (holds(evaluate(context))) held += 1;
      }
    return held / count;
  };
  const peer = () => {
    let held = 0;
    for (const input of numbers) if (feelin(text, { ...input }).value === true) held += 1;
    return held;
  };
  if (ours(20) !== expected || peer() !== expected) throw new Error('the two disagree about the inputs');

  const value = median(samples, () => microseconds(() => ours(rounds), rounds * inputs));
  const beside = median(3, () => microseconds(peer, inputs));
  return [
    {
      name: 'rule',
      value: rounded(value, 4),
      unit: 'µs per evaluation',
      beside: { name: 'feelin', value: rounded(beside, 1) },
      ratio: rounded(beside / value, 1),
    },
  ];
}

function warm(stored: readonly Input[]): void {
  for (const other of others) {
    const compiled = compileRule(other, scope, 'value', { source: 'bench', pointer: '' });
    if (!compiled.ok) throw new Error(compiled.issues.map((one) => one.code).join());
    for (let round = 0; round < 20; round += 1)
      for (const input of stored)
        compiled.value.evaluate({ values: { ...input } as RuleContext['values'], today: '2025-01-20' });
  }
}

function microseconds(work: () => number, count: number): number {
  const start = performance.now();
  work();
  return ((performance.now() - start) * 1_000) / count;
}

function median(count: number, sample: () => number): number {
  const sorted = Array.from({ length: count }, sample).sort((a, b) => a - b);
  return sorted[Math.floor(count / 2)]!;
}

function rounded(value: number, places: number): number {
  return Number(value.toFixed(places));
}

import { type CompiledForm, compileForm, evaluate } from '../../engine/forms/index.ts';
import { type Issue, sentence } from '../../engine/issues/index.ts';
import type { Answers } from '../../engine/model/answers.ts';
import type { Field } from '../../engine/model/generated/definitions.ts';
import { handWritten } from './forms-by-hand.ts';
import type { BenchRow } from './row.ts';

/** As many fields in all whatever the size of the form, so that both sizes meet the same memory. */
const fieldsGiven = 30_000;
const context = { today: '2025-01-20', names: {} };

const choice = (ids: string[]) => ids.map((id) => ({ id, label: { vi: id } }));

/**
 * Thirty fields, as the peers were measured with: 20 plain ones (7 texts, 5 numbers with limits, 5 choices, 3
 * yes/no), 8 shown and required by a condition, 2 computed. `n` makes further copies with ids of their own.
 */
function fields(n: number): Record<string, unknown>[] {
  const id = (name: string) => (n === 0 ? name : `${name}_${n}`);
  const field = (type: string, name: string, more: Record<string, unknown> = {}) => ({
    type,
    id: id(name),
    label: { vi: `Mục ${name}` },
    ...more,
  });
  const score = { required: true, min: '0', max: '100' };
  return [
    field('text', 'name', { required: true, minLength: 2, maxLength: 80 }),
    field('text', 'code', { required: true, pattern: '[A-Z]{2}-[0-9]{4}' }),
    field('text', 'post', { required: true, maxLength: 60 }),
    field('text', 'place', { required: true, maxLength: 60 }),
    field('text', 'street', { maxLength: 120 }),
    field('text', 'remark', { maxLength: 500 }),
    field('text', 'email', { pattern: '[^@ ]+@[^@ ]+[.][a-z]+' }),
    field('integer', 'years', { required: true, min: '0', max: '60' }),
    field('decimal', 'work', score),
    field('decimal', 'study', score),
    field('decimal', 'social', score),
    field('integer', 'absences', { min: '0', max: '31' }),
    field('choice', 'contract', { required: true, choices: choice(['permanent', 'fixed', 'trial']) }),
    field('choice', 'level', { required: true, choices: choice(['commune', 'district', 'province']) }),
    field('choice', 'nation', { required: true, choices: choice(['kinh', 'khmer', 'hoa', 'none']) }),
    field('choice', 'schooling', { required: true, choices: choice(['none', 'school', 'college']) }),
    field('choice', 'shift', { choices: choice(['day', 'night']) }),
    field('yesNo', 'member', { required: true }),
    field('yesNo', 'disciplined', { required: true }),
    field('yesNo', 'initiative', { required: true }),
    ...[
      field('date', 'memberSince', { visible: `${id('member')} = true` }),
      field('text', 'why', { visible: `${id('disciplined')} = true`, maxLength: 500 }),
      field('text', 'idea', { visible: `${id('initiative')} = true`, maxLength: 200 }),
      field('decimal', 'saving', { visible: `${id('initiative')} = true`, min: '0' }),
      field('date', 'until', { visible: `${id('contract')} = "fixed"` }),
      field('text', 'nationNote', { visible: `${id('nation')} = "none"`, maxLength: 100 }),
      field('choice', 'degree', {
        visible: `${id('schooling')} != "none"`,
        choices: choice(['lower', 'upper', 'bachelor']),
      }),
      field('text', 'longService', { visible: `${id('years')} >= 20`, maxLength: 200 }),
    ].map((one) => ({ ...one, required: true })),
    field('decimal', 'total', { value: `${id('work')} + ${id('study')} + ${id('social')}` }),
    field('choice', 'rank', {
      value: `if ${id('total')} >= 240 then "a" else if ${id('total')} >= 180 then "b" else "c"`,
      choices: choice(['a', 'b', 'c']),
    }),
  ];
}

function formOf(copies: number): CompiledForm {
  const all = Array.from({ length: copies }, (_, n) => fields(n)).flat() as unknown as Field[];
  const file = { thidua: 1 as const, id: 'bench', title: { vi: 'Bench' }, fields: all };
  const { form, issues } = compileForm(file, { source: 'forms/bench.json', lists: {} });
  if (!form) throw new Error(issues.map((one) => sentence(one, 'en')).join('\n'));
  return form;
}

/** Different submissions; every third has three mistakes, hidden answers are among them. */
function submissionOf(at: number, copies: number): Answers {
  const answers: Answers = {};
  for (let n = 0; n < copies; n += 1) {
    const id = (name: string) => (n === 0 ? name : `${name}_${n}`);
    const k = at * 31 + n * 17;
    const put = (name: string, value: Answers[string]) => {
      answers[id(name)] = value;
    };
    const wrong = at % 3 === 0;
    put('name', `Nguyễn Văn ${String.fromCharCode(65 + (k % 26))}`);
    put('code', wrong ? `AB-${k % 100}` : `AB-${1000 + (k % 9000)}`);
    put('post', 'Tổ trưởng');
    put('place', `Ấp ${k % 40}`);
    if (k % 2) put('street', `Đường số ${k % 90}`);
    put('email', `to${k % 500}@example.vn`);
    put('years', String(wrong ? 61 : k % 40));
    put('work', `${50 + (k % 50)}.${(k % 9) + 1}`);
    put('study', `${40 + (k % 60)}.5`);
    put('social', String(30 + (k % 70)));
    put('absences', String(k % 5));
    put('contract', ['permanent', 'fixed', 'trial'][k % 3]!);
    put('level', ['commune', 'district', 'province'][k % 3]!);
    put('nation', ['kinh', 'khmer', 'hoa', 'none'][k % 4]!);
    put('schooling', ['none', 'school', 'college'][k % 3]!);
    put('shift', k % 2 ? 'day' : 'night');
    put('member', k % 2 === 0);
    put('disciplined', k % 7 === 0);
    put('initiative', k % 4 === 0);
    put('memberSince', '2010-05-19');
    put('why', 'Nhắc nhở');
    if (!wrong) put('idea', 'Camera ấp');
    put('saving', '12.5');
    put('until', '2026-12-31');
    put('nationNote', 'Chưa rõ');
    put('degree', 'upper');
    put('longService', 'Huy chương');
  }
  return answers;
}

/**
 * One submission evaluated whole: visibility, requirement, computed values, every check, every problem with the
 * words it needs. Beside it the same work in closures written by hand for this very form, which is as fast as
 * it gets; both must find the same problems in every submission. Medians of nine samples.
 */
export async function forms(): Promise<BenchRow[]> {
  return [1, 10].map((copies) => {
    const form = formOf(copies);
    const given = Array.from({ length: fieldsGiven / (30 * copies) }, (_, at) => submissionOf(at, copies));
    const peer = handWritten(copies);
    const ours = (answers: Answers) => evaluate(form, answers, context);
    for (const answers of given) agree(ours(answers), peer(answers));
    const value = perSecond(given, ours);
    const beside = perSecond(given, peer);
    return {
      name: `form-${copies * 30}`,
      value: Math.round(value),
      unit: 'submissions/s',
      beside: { name: 'closures written by hand', value: Math.round(beside) },
      ratio: Number((value / beside).toFixed(2)),
    };
  });
}

interface Found {
  answers: Answers;
  issues: readonly Issue[];
}

function agree(ours: Found, theirs: Found): void {
  const text = ({ answers, issues }: Found) =>
    JSON.stringify([
      Object.entries(answers).sort(),
      issues.map((one) => `${one.pointer} ${one.code}`).sort(),
    ]);
  if (text(ours) !== text(theirs)) throw new Error(`the two disagree:\n${text(ours)}\n${text(theirs)}`);
}

const rounds = 20;

function perSecond(given: readonly Answers[], work: (answers: Answers) => Found): number {
  const sample = () => {
    let consumed = 0;
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1)
      for (const answers of given) consumed += work(answers).issues.length;
    const seconds = (performance.now() - start) / 1_000;
    if (consumed === 0) throw new Error('nothing was found');
    return (rounds * given.length) / seconds;
  };
  const sorted = Array.from({ length: 9 }, sample).sort((a, b) => a - b);
  return sorted[4]!;
}

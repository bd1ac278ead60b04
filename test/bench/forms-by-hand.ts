import type { Issue } from '../../engine/issues/index.ts';
import type { Answer, Answers } from '../../engine/model/answers.ts';

/**
 * The form of `forms.ts` as a programmer would write it who knows this one form only: closures over constants,
 * doubles for numbers, the browser's pattern engine. It finds the same problems and gives the same answers.
 */
export function handWritten(copies: number): (answers: Answers) => { answers: Answers; issues: Issue[] } {
  const parts = Array.from({ length: copies }, (_, n) => part(n));
  return (answers) => {
    const issues: Issue[] = [];
    const kept: Answers = {};
    for (const one of parts) one(answers, kept, issues);
    return { answers: kept, issues };
  };
}

type Check = (answer: Answer | undefined, kept: Answers, issues: Issue[]) => void;

function part(n: number): (answers: Answers, kept: Answers, issues: Issue[]) => void {
  const id = (name: string) => (n === 0 ? name : `${name}_${n}`);
  const told = (name: string, code: string, params: Issue['params'] = {}): Issue => ({
    code,
    severity: 'error',
    source: 'answers',
    pointer: `/${id(name)}`,
    params: { label: `Mục ${name}`, labelEn: `Mục ${name}`, ...params },
  });
  const text =
    (name: string, required: boolean, min: number, max: number, pattern?: RegExp): Check =>
    (answer, kept, issues) => {
      if (answer === undefined) {
        if (required) issues.push(told(name, 'answers.required.missing'));
        return;
      }
      if (typeof answer !== 'string') {
        issues.push(told(name, 'answers.type.text'));
        return;
      }
      kept[id(name)] = answer;
      if (answer.length > max)
        issues.push(told(name, 'answers.limit.max_length', { max, length: answer.length }));
      else if (answer.length < min)
        issues.push(told(name, 'answers.limit.min_length', { min, length: answer.length }));
      else if (pattern && !pattern.test(answer)) issues.push(told(name, 'answers.pattern.mismatch'));
    };
  const number =
    (name: string, required: boolean, min: number, max: number, whole: boolean): Check =>
    (answer, kept, issues) => {
      if (answer === undefined) {
        if (required) issues.push(told(name, 'answers.required.missing'));
        return;
      }
      const value = Number(answer);
      if (!Number.isFinite(value) || (whole && !Number.isInteger(value))) {
        issues.push(told(name, whole ? 'answers.type.integer' : 'answers.type.decimal'));
        return;
      }
      kept[id(name)] = answer;
      if (value < min) issues.push(told(name, 'answers.limit.min', { min, value }));
      else if (value > max) issues.push(told(name, 'answers.limit.max', { max, value }));
    };
  const choice = (name: string, required: boolean, ids: string[]): Check => {
    const known = new Set(ids);
    return (answer, kept, issues) => {
      if (answer === undefined) {
        if (required) issues.push(told(name, 'answers.required.choice'));
      } else if (!known.has(answer as string)) issues.push(told(name, 'answers.ref.unknown_choice'));
      else kept[id(name)] = answer;
    };
  };
  const yesNo =
    (name: string): Check =>
    (answer, kept, issues) => {
      if (answer === undefined) issues.push(told(name, 'answers.required.choice'));
      else if (typeof answer !== 'boolean') issues.push(told(name, 'answers.type.yes_no'));
      else kept[id(name)] = answer;
    };
  const date =
    (name: string): Check =>
    (answer, kept, issues) => {
      if (answer === undefined) issues.push(told(name, 'answers.required.missing'));
      else if (typeof answer !== 'string' || Number.isNaN(Date.parse(answer)))
        issues.push(told(name, 'answers.type.date'));
      else kept[id(name)] = answer;
    };

  const many = Number.POSITIVE_INFINITY;
  const plain: [string, Check][] = [
    ['name', text('name', true, 2, 80)],
    ['code', text('code', true, 0, many, /^[A-Z]{2}-[0-9]{4}$/)],
    ['post', text('post', true, 0, 60)],
    ['place', text('place', true, 0, 60)],
    ['street', text('street', false, 0, 120)],
    ['remark', text('remark', false, 0, 500)],
    ['email', text('email', false, 0, many, /^[^@ ]+@[^@ ]+[.][a-z]+$/)],
    ['years', number('years', true, 0, 60, true)],
    ['work', number('work', true, 0, 100, false)],
    ['study', number('study', true, 0, 100, false)],
    ['social', number('social', true, 0, 100, false)],
    ['absences', number('absences', false, 0, 31, true)],
    ['contract', choice('contract', true, ['permanent', 'fixed', 'trial'])],
    ['level', choice('level', true, ['commune', 'district', 'province'])],
    ['nation', choice('nation', true, ['kinh', 'khmer', 'hoa', 'none'])],
    ['schooling', choice('schooling', true, ['none', 'school', 'college'])],
    ['shift', choice('shift', false, ['day', 'night'])],
    ['member', yesNo('member')],
    ['disciplined', yesNo('disciplined')],
    ['initiative', yesNo('initiative')],
  ];
  const conditional: [string, (answers: Answers) => boolean, Check][] = [
    ['memberSince', (a) => a[id('member')] === true, date('memberSince')],
    ['why', (a) => a[id('disciplined')] === true, text('why', true, 0, 500)],
    ['idea', (a) => a[id('initiative')] === true, text('idea', true, 0, 200)],
    ['saving', (a) => a[id('initiative')] === true, number('saving', true, 0, many, false)],
    ['until', (a) => a[id('contract')] === 'fixed', date('until')],
    ['nationNote', (a) => a[id('nation')] === 'none', text('nationNote', true, 0, 100)],
    ['degree', (a) => a[id('schooling')] !== 'none', choice('degree', true, ['lower', 'upper', 'bachelor'])],
    ['longService', (a) => Number(a[id('years')]) >= 20, text('longService', true, 0, 200)],
  ];
  const [work, study, social, total, rank] = ['work', 'study', 'social', 'total', 'rank'].map(id) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const rows = plain.map(([name, check]) => [id(name), check] as const);
  const shown = conditional.map(([name, when, check]) => [id(name), when, check] as const);
  return (answers, kept, issues) => {
    for (const [name, check] of rows) check(answers[name], kept, issues);
    for (const [name, when, check] of shown) if (when(answers)) check(answers[name], kept, issues);
    const sum = Number(answers[work]) + Number(answers[study]) + Number(answers[social]);
    // One place is enough for what is measured; doubles would show their tails otherwise.
    kept[total] = String(Math.round(sum * 10) / 10);
    kept[rank] = sum >= 240 ? 'a' : sum >= 180 ? 'b' : 'c';
  };
}

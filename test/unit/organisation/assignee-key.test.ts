import { expect, it } from 'vitest';
import { assigneeKey, membershipKey, parseAssigneeKey } from '../../../engine/organisation/index.ts';

it.each([
  ['small', 'officer', 'north', 'small/officer@north'],
  ['spring', 'council', undefined, 'spring/council'],
])('a key of %s, %s, %s is %s and back', (owner, role, unit, key) => {
  expect(assigneeKey(owner, role, unit)).toBe(key);
  expect(parseAssigneeKey(key)).toEqual({ kind: 'role', owner, role, ...(unit && { unit }) });
  expect(membershipKey(unit ? { role: `${owner}/${role}`, unit } : { role: `${owner}/${role}` })).toBe(key);
});

it('a key without an owner is an account', () => {
  expect(parseAssigneeKey('p0001')).toEqual({ kind: 'account', account: 'p0001' });
});

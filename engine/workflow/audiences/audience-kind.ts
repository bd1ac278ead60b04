import type { Task } from '../../model/case.ts';
import type { Audience } from '../../model/generated/definitions.ts';
import type { Routing } from '../routing.ts';

/** An audience's definition by its kind. */
export type AudienceOf<Kind extends Audience['kind']> = Extract<Audience, { kind: Kind }>;

/**
 * One kind of audience: who is told. To add one, write a file that exports an `AudienceKind` and list it in
 * `index.ts`, or hand it to `audienceKinds.add`.
 */
export interface AudienceKind<Definition extends Audience = Audience> {
  /** The word in `kind`. */
  kind: Definition['kind'];
  /** Role ids the definition names, for the checks of the compiler. */
  roles(audience: Definition): string[];
  /** Assignee keys and accounts told today; `task` is the one it is about, if any. */
  keys(audience: Definition, routing: Routing, task?: Task): string[];
}

/** A kind as the registry holds it. */
export function audienceKind<Definition extends Audience>(
  kind: AudienceKind<Definition>,
): readonly [string, AudienceKind] {
  return [kind.kind, kind as unknown as AudienceKind];
}

import type { Assignee } from '../../model/generated/definitions.ts';
import type { Routing } from '../routing.ts';

/** An assignee's definition by its kind. */
export type AssigneeOf<Kind extends Assignee['kind']> = Extract<Assignee, { kind: Kind }>;

/**
 * One kind of assignee: whom a step asks. To add one, write a file that exports an `AssigneeKind` and list it in
 * `index.ts`, or hand it to `assigneeKinds.add`.
 */
export interface AssigneeKind<Definition extends Assignee = Assignee> {
  /** The word in `assignee.kind`. */
  kind: Definition['kind'];
  /** Role ids the definition names, for the checks of the compiler. */
  roles(assignee: Definition): string[];
  /** The assignee keys asked today; none when no unit answers. */
  keys(assignee: Definition, routing: Routing): string[];
}

/** A kind as the registry holds it. */
export function assigneeKind<Definition extends Assignee>(
  kind: AssigneeKind<Definition>,
): readonly [string, AssigneeKind] {
  return [kind.kind, kind as unknown as AssigneeKind];
}

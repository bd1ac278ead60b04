/** How one field hangs on another: whether it is shown, or what its value is. */
export type DependencyKind = 'visibility' | 'computation';

/** For each field, the fields it must come after, and why. */
export type Dependencies = ReadonlyMap<string, ReadonlyMap<string, DependencyKind>>;

/** Fields that hang on each other in a circle, each on the next and the last on the first. */
export interface Cycle {
  members: readonly string[];
  kind: DependencyKind;
}

/**
 * Fields in an order in which each comes after what it depends on, keeping the given order where it can; and
 * the circles among them, so many that every field on one is named. A circle that takes in any computation is
 * one of computation.
 */
export function dependencyOrder(dependencies: Dependencies): { order: string[]; cycles: Cycle[] } {
  const order: string[] = [];
  const cycles: Cycle[] = [];
  for (const group of strongComponents(dependencies)) {
    order.push(...group);
    if (group.length === 1 && !dependencies.get(group[0]!)!.has(group[0]!)) continue;
    const named = new Set<string>();
    for (const id of group) {
      if (named.has(id)) continue;
      const circle = circleThrough(id, group, dependencies);
      for (const member of circle.members) named.add(member);
      cycles.push(circle);
    }
  }
  return { order, cycles };
}

/** Tarjan's strongly connected components, dependencies first. */
function strongComponents(dependencies: Dependencies): string[][] {
  const groups: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  // A stack of our own: a chain of a few thousand fields must not exhaust the call stack.
  const enter = (id: string) => {
    index.set(id, index.size);
    low.set(id, index.get(id)!);
    open.push(id);
    isOpen.add(id);
    return { id, next: [...dependencies.get(id)!.keys()].filter((one) => dependencies.has(one)), at: 0 };
  };
  for (const root of dependencies.keys()) {
    if (index.has(root)) continue;
    const stack = [enter(root)];
    while (stack.length > 0) {
      const frame = stack.at(-1)!;
      const { id } = frame;
      const target = frame.next[frame.at];
      if (target !== undefined) {
        frame.at += 1;
        if (!index.has(target)) stack.push(enter(target));
        else if (isOpen.has(target)) low.set(id, Math.min(low.get(id)!, index.get(target)!));
        continue;
      }
      stack.pop();
      const above = stack.at(-1);
      if (above) low.set(above.id, Math.min(low.get(above.id)!, low.get(id)!));
      if (low.get(id) !== index.get(id)) continue;
      const group: string[] = [];
      let member: string;
      do {
        member = open.pop()!;
        isOpen.delete(member);
        group.unshift(member);
      } while (member !== id);
      groups.push(group);
    }
  }
  return groups;
}

/** The shortest circle that starts at a member of a group whose members all reach each other. */
function circleThrough(start: string, group: readonly string[], dependencies: Dependencies): Cycle {
  const inside = new Set(group);
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const target of dependencies.get(id)!.keys()) {
      if (target === start) return closed(start, id, cameFrom, dependencies);
      if (!inside.has(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, id);
      queue.push(target);
    }
  }
  throw new Error(`no circle through ${start}: not a strong component`);
}

function closed(
  start: string,
  last: string,
  cameFrom: ReadonlyMap<string, string>,
  dependencies: Dependencies,
): Cycle {
  const members = [last];
  while (members[0] !== start) members.unshift(cameFrom.get(members[0]!)!);
  const computed = members.some(
    (id, at) => dependencies.get(id)!.get(members[(at + 1) % members.length]!) === 'computation',
  );
  return { members, kind: computed ? 'computation' : 'visibility' };
}

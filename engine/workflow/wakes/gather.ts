import { handGather } from '../effects.ts';
import { emit } from '../turn.ts';
import { wakeKind } from './wake-kind.ts';

/** The moment has come at which whatever waits at the step is put into a dossier by itself. */
export const gather = wakeKind({
  kind: 'gather',
  fire(turn, wake) {
    emit(turn, 'scheduled', { drop: [wake.id], gather: handGather(turn, wake.step!, wake.visit!, wake.at) });
  },
});

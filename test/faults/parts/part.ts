import type { Ports } from '../../../engine/app/index.ts';
import type { TestComposition } from '../../compose-memory.ts';

/** The process a person acts through. */
export type Acting = Pick<TestComposition, 'app' | 'viewer' | 'account'> & { ports: Ports };

/**
 * What somebody does until nothing is left to do. Begun again after a kill it goes on from what stands, and what may
 * have been pressed already is pressed again under the same key.
 */
export type Part<Plan> = (process: Acting, plan: Plan) => Promise<void>;

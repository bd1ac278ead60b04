/** One figure of a benchmark, with the peer that was measured in the same run. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  beside?: { name: string; value: number };
  /** Peer by ours where less is better, ours by peer where more is: above 1 means ours is ahead. */
  ratio?: number;
}

/** What the SQLite layer has done since the server started; read by tests and `serverStatus`. */
export interface Counters {
  /** Rows read from tables of documents. */
  documentsRead: number;
  /** Rows read from index tables. */
  keysRead: number;
  /** Documents and rows answered by find, getMore, aggregate, findAndModify and distinct. */
  documentsReturned: number;
  documentsInserted: number;
  documentsUpdated: number;
  documentsDeleted: number;
  /** Transactions committed; writes that arrive together share one. */
  commits: number;
}

export function newCounters(): Counters {
  return {
    documentsRead: 0,
    keysRead: 0,
    documentsReturned: 0,
    documentsInserted: 0,
    documentsUpdated: 0,
    documentsDeleted: 0,
    commits: 0,
  };
}

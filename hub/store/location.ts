/** The two kinds of store that a hub's SQL is written for. */
export type StoreKind = 'sqlite' | 'postgres';

export type HubLocation =
  | {
      kind: 'sqlite';
      /** Absolute path of the file; created if missing. */
      path: string;
      /** 32 bytes (SQLCipher raw key), or null for a file that is not encrypted. */
      key: Uint8Array | null;
      /** Absolute path of a native binding built for this runtime; undefined: the package's own. */
      nativeBinding: string | undefined;
    }
  | { kind: 'postgres'; url: string };

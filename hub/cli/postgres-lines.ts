/** Command lines for a hub on PostgreSQL, whose own programs make and read its backups. */
export interface PostgresLines {
  backup: string;
  restore: string;
  /** Always after the restore: gives a new epoch. */
  finish: string;
}

/**
 * @param file absolute path of the backup
 * @param url as the administrator gave it; its password is left out (see `PGPASSWORD`, `~/.pgpass`)
 */
export function postgresLines(file: string, url: string | undefined): PostgresLines {
  const at = quoted(url === undefined ? 'postgres://USER@HOST/DATABASE' : withoutPassword(url));
  const to = quoted(file);
  return {
    backup: `pg_dump --format=custom --no-owner --file=${to} --dbname=${at}`,
    restore: `pg_restore --clean --if-exists --no-owner --single-transaction --dbname=${at} ${to}`,
    finish: `npm run hub -- restore --after-pg-restore --database-url ${at}`,
  };
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'postgres://USER@HOST/DATABASE';
  const parsed = new URL(url);
  parsed.password = '';
  return parsed.href;
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

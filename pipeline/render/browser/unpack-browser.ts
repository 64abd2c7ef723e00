import { lstatSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { inflate } from "@sparticuz/chromium";

const archives = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"];

/** Lists what was unpacked, to check that a browser is complete. */
const listName = "unpacked.json";

/** Every file, by its path within the folder, and its size in bytes. */
type FileSizes = Record<string, number>;

/**
 * True when a folder holds all that was once unpacked into it, and nobody else may have changed it. Temporary folders
 * are cleaned file by file between campaigns (every three months), and all users can write there.
 */
export function isWholeBrowser(folder: string): boolean {
  try {
    const status = lstatSync(folder);
    if (!status.isDirectory() || status.uid !== userInfo().uid || (status.mode & 0o022) !== 0) return false;
    const sizes = JSON.parse(readFileSync(path.join(folder, listName), "utf8")) as FileSizes;
    return Object.entries(sizes).every(([file, bytes]) => statSync(path.join(folder, file)).size === bytes);
  } catch {
    return false;
  }
}

/** Error codes when a folder is another user's, in use, or no folder. */
const irreplaceable = new Set(["EPERM", "EACCES", "EBUSY", "ENOTDIR", "EEXIST", "ENOTEMPTY", "EXDEV"]);

/**
 * The folder of a whole browser: `folder`, which all runs of this user share, unpacked there when it is not whole. When
 * another user owns what is there, or it cannot be replaced, that is left alone and the browser is unpacked for this
 * process only. Throws when there is no room.
 */
export async function placeBrowser(archiveFolder: string, folder: string): Promise<string> {
  if (isWholeBrowser(folder)) return folder;
  if (isForeign(folder)) return unpackForThisProcess(archiveFolder);
  try {
    await unpackBrowser(archiveFolder, folder);
    return folder;
  } catch (error) {
    if (!irreplaceable.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    return unpackForThisProcess(archiveFolder);
  }
}

function isForeign(folder: string): boolean {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  return status !== undefined && status.uid !== userInfo().uid;
}

async function unpackForThisProcess(archiveFolder: string): Promise<string> {
  const own = await mkdtemp(path.join(tmpdir(), "own-browser-"));
  process.once("exit", () => rmSync(own, { recursive: true, force: true }));
  const folder = path.join(own, "browser");
  await unpackBrowser(archiveFolder, folder);
  return folder;
}

/**
 * Unpacks the browser of a package's folder of archives. It is assembled in this process's temporary folder, which the
 * next start removes after a kill, and appears whole or not at all. Throws when there is no room.
 */
async function unpackBrowser(archiveFolder: string, folder: string): Promise<void> {
  const workplace = await mkdtemp(path.join(tmpdir(), "unpacking-browser-"));
  const staging = path.join(workplace, "new");
  try {
    await mkdir(staging, { mode: 0o700 });
    await withTemporaryFolder(staging, () =>
      Promise.all(archives.map((archive) => inflate(path.join(archiveFolder, archive)))),
    );
    await writeFile(path.join(staging, "fonts", "fonts.conf"), fontsConfiguration(path.join(folder, "fonts")));
    await writeFile(path.join(staging, listName), JSON.stringify(sizesIn(staging)));
    await replace(folder, staging, path.join(workplace, "old"));
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
}

/** Replaces an incomplete browser. Another process may have been faster, with the same files. */
async function replace(folder: string, staging: string, old: string): Promise<void> {
  if (isWholeBrowser(folder)) return;
  await rename(folder, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(staging, folder).catch((error) => {
    if (!isWholeBrowser(folder)) throw error;
  });
}

function sizesIn(folder: string): FileSizes {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => path.join(parentPath, name));
  return Object.fromEntries(paths.map((file) => [path.relative(folder, file), statSync(file).size]));
}

/** The unpacker always writes to the temporary folder of the process. */
async function withTemporaryFolder<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`;
}

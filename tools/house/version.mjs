/* Is this Node new enough? Written so that Node versions far too old still read it and give the answer. */
const NEEDED = [20, 19];

/** Whether a version such as "v20.19.0" will do. */
export function isNewEnough(version) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  return parts[0] > NEEDED[0] || (parts[0] === NEEDED[0] && parts[1] >= NEEDED[1]);
}

/** Runs `main` and ends the process with its exit code; says in one sentence what is wrong if that fails. */
export function runTool(main) {
  if (!isNewEnough(process.version)) {
    console.error(
      'Featherweight needs Node ' +
        NEEDED.join('.') +
        ' or newer, this is ' +
        process.version +
        '. See https://nodejs.org.',
    );
    process.exit(1);
  }
  Promise.resolve()
    .then(main)
    .then(
      (code) => {
        if (typeof code === 'number') process.exitCode = code;
      },
      (error) => {
        console.error(`\n${error instanceof Error ? error.message : error}`);
        process.exit(1);
      },
    );
}

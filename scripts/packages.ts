import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** asked by Debian before a package starts a service */
const policy = '/usr/sbin/policy-rc.d';
const browser = ['chromium-headless-shell', 'fonts-noto-core'];
const needed = {
	browser,
	test: [
		...browser,
		'gdal-bin',
		'libtap-parser-sourcehandler-pgtap-perl',
		'postgresql-15',
		'postgresql-15-pgtap',
		'postgresql-15-plpgsql-check',
		'postgresql-15-postgis-3',
		'python3-qgis'
	],
	bench: ['cgi-mapserver', 'lighttpd', 'postgresql-15', 'postgresql-15-postgis-3', 'wrk']
};

/** Installs what a command needs and Debian has: as root on Debian; otherwise says how, and ends with 1. */
export function ensurePackages(purpose: keyof typeof needed): void {
	const missing = needed[purpose].filter((name) => !isInstalled(name));
	if (missing.length === 0) return;
	const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
	if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
		console.error(`Debian packages are missing. As root on Debian 12 run:\n  ${command}`);
		process.exit(1);
	}
	console.log(`installing ${missing.join(', ')}`);
	// Nothing asks a question, and Debian starts no cluster and no web server of its own.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const isOurs = !existsSync(policy);
	if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
	execFileSync('sh', [
		'-c',
		`mkdir -p /etc/postgresql-common && { [ -e /etc/postgresql-common/createcluster.conf ] ||
		echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf; }`
	]);
	const done = spawnSync('sh', ['-c', command.replaceAll('apt-get', 'apt-get -qq')], {
		env,
		stdio: ['ignore', 'ignore', 'inherit']
	});
	if (isOurs) rmSync(policy);
	if (done.status !== 0) {
		console.error(`The packages could not be installed. Try:\n  ${command}`);
		process.exit(1);
	}
}

function isInstalled(name: string): boolean {
	const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' });
	return stdout?.startsWith('install ok installed') ?? false;
}

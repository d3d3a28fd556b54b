<?php
# Settings of the wiki under test, on loopback only. TESTWIKI_DATA (its folder) and TESTWIKI_SERVER come from the environment.
if ( !defined( 'MEDIAWIKI' ) ) {
	exit;
}
$wgSitename = 'TestWiki';
$wgServer = getenv( 'TESTWIKI_SERVER' ) ?: 'http://127.0.0.1:1';
$wgScriptPath = '/w';
$wgArticlePath = '/wiki/$1';
$wgLanguageCode = 'en';
$wgLocaltimezone = 'UTC';
$wgRightsText = 'CC BY-SA 4.0';
$wgRightsUrl = 'https://creativecommons.org/licenses/by-sa/4.0/';
$wgSecretKey = str_repeat( 'no secret, ', 6 );

$wgSQLiteDataDir = getenv( 'TESTWIKI_DATA' );
$wgDBtype = 'sqlite';
$wgDBname = 'wiki';
# Nothing waits for the disk: the data is thrown away after the test.
$wgDBservers = [ [
	'type' => 'sqlite', 'dbname' => 'wiki', 'tablePrefix' => '', 'dbDirectory' => $wgSQLiteDataDir, 'load' => 1,
	'variables' => [ 'synchronous' => 'OFF' ], 'trxMode' => 'IMMEDIATE', 'flags' => 0,
] ];
$wgUploadDirectory = "$wgSQLiteDataDir/images";
$wgCacheDirectory = "$wgSQLiteDataDir/cache";
# Nothing is kept between two requests but what the database has, and no job runs by chance: the same answers each time.
$wgMainCacheType = CACHE_NONE;
$wgMessageCacheType = CACHE_NONE;
$wgParserCacheType = CACHE_NONE;
$wgSessionCacheType = CACHE_DB;
$wgObjectCaches[CACHE_DB] = [
	'class' => SqlBagOStuff::class,
	'server' => [
		'type' => 'sqlite', 'dbname' => 'wikicache', 'tablePrefix' => '', 'dbDirectory' => $wgSQLiteDataDir,
		'variables' => [ 'synchronous' => 'OFF' ], 'trxMode' => 'IMMEDIATE', 'flags' => 0,
	],
];
$wgLocalisationCacheConf['store'] = 'array';
$wgJobRunRate = 0;
$wgPingback = false;
$wgEnableEmail = false;
$wgRateLimits = [];

# Whoever reaches loopback may do all that a test does to a page; but not read hidden text, nor ask for more than 50.
foreach ( [ 'edit', 'createpage', 'move', 'suppressredirect', 'delete', 'undelete', 'deleterevision', 'mergehistory',
	'import', 'editinterface' ] as $right ) {
	$wgGroupPermissions['*'][$right] = true;
}
wfLoadSkin( 'Vector' );
wfLoadExtension( 'ParserFunctions' );

# A test that wants lag writes its seconds into a file; one that wants small answers, their limit in bytes.
$wgHooks['ApiMaxLagInfo'][] = static function ( &$info ) {
	$lag = (float)@file_get_contents( getenv( 'TESTWIKI_DATA' ) . '/lag' );
	if ( $lag > $info['lag'] ) {
		$info = [ 'host' => 'replica', 'lag' => $lag, 'type' => 'db' ];
	}
};
$bytes = (int)@file_get_contents( getenv( 'TESTWIKI_DATA' ) . '/answer-bytes' );
if ( $bytes ) {
	$wgAPIMaxResultSize = $bytes;
}

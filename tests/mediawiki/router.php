<?php
# Requests to `php -S` as a web server in front of MediaWiki would hand them on: /w/*.php and /wiki/Title.
$path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ?: '/';
$root = $_SERVER['DOCUMENT_ROOT'];
if ( preg_match( '~^/w/(api|rest|index)\.php(/.*)?$~s', $path, $parts ) ) {
	[ $script, $info ] = [ $parts[1], $parts[2] ?? '' ];
} elseif ( strpos( $path, '/wiki/' ) === 0 ) {
	[ $script, $info ] = [ 'index', '' ];
} else {
	http_response_code( 404 );
	return true;
}
unset( $_SERVER['PATH_INFO'] );
if ( $info !== '' ) {
	$_SERVER['PATH_INFO'] = rawurldecode( $info );
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "/w/$script.php";
$_SERVER['SCRIPT_FILENAME'] = "$root/$script.php";
chdir( $root );
require "$root/$script.php";
return true;

# Targets for people; `make` alone lists them.
JAR := target/ihc-attribution.jar
KILLS := 50
DEMO := target/demo
SIZES := S
RUNS := 5
# Class data that a start need not read from the jars again, and the quick compiler alone: a start takes half the time.
# Room for what is in flight among the young objects: otherwise it fills the heap with garbage that is collected late.
ARCHIVE := target/ihc-attribution.jsa
JAVA_OPTIONS := -Xmx256m -XX:+UseSerialGC -XX:SurvivorRatio=2 -XX:TieredStopAtLevel=1 \
	-XX:SharedArchiveFile=$(ARCHIVE)
MVN := mvn -q -B -Dstyle.color=never

.DEFAULT_GOAL := help
.PHONY: help build demo test test-fast format kill-test run dev archive settings accuracy bench bench-functions \
	bench-model clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build target/ihc-attribution.jar, its libraries beside it in target/lib
	@$(MVN) package -DskipTests

demo: build ## make a sample shop, run the whole job on it against the embedded IHC service, show the report
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@java -jar $(JAR) --make-sample $(DEMO)/shop.db
	@java -jar $(JAR) --once --ihc.db.url=jdbc:sqlite:$(DEMO)/shop.db --ihc.report.dir=$(DEMO)/reports \
		--ihc.api.url= --ihc.api.key= --ihc.api.key-file= --ihc.console.port=0
	@echo && head -n 9 $(DEMO)/reports/channel_reporting.csv && echo …

test: ## build and run the tests; T=OutageTest (or T='OutageTest#a*') runs one of them
	@$(MVN) $(if $(T),test -Dtest='$(T)',-Perror-prone verify)

test-fast: ## run the tests that do not start the whole product
	@$(MVN) test -DexcludedGroups=whole -Dapart.skip

format: ## format the Java sources as the build wants them
	@$(MVN) formatter:format

kill-test: build ## kill the packaged product 50 times as a command and 50 times as a daemon; a few minutes
	@$(MVN) test -Dtest=KillAnywhereTest -Dkill.times=$(KILLS) -Dkill.seed=$$(date +%s) -Dkill.jar=$(JAR)

run: archive ## run the daemon with application.properties; stop it with Ctrl-C
	@java $(JAVA_OPTIONS) -jar $(JAR)

dev: build ## run the daemon with application.properties; a route file that is saved is loaded anew
	@java -jar $(JAR) --camel.main.routes-reload-enabled=true --camel.main.routes-reload-directory=routes \
		--camel.main.routes-reload-pattern='*.camel.yaml' --camel.main.routes-reload-remove-all-routes=false

# A start without the archive is slower, and nothing else: what goes wrong here is no reason not to start.
archive: build
	@[ $(ARCHIVE) -nt $(JAR) ] || { rm -rf target/archive && mkdir -p target/archive \
		&& java -jar $(JAR) --make-sample target/archive/shop.db > target/archive/log \
		&& java -XX:ArchiveClassesAtExit=$(ARCHIVE) -XX:+UseSerialGC -jar $(JAR) --once \
			--ihc.db.url=jdbc:sqlite:target/archive/shop.db --ihc.report.dir=target/archive/reports \
			--ihc.api.url= --ihc.api.key= --ihc.api.key-file= --ihc.console.port=0 \
			>> target/archive/log 2>&1; } || true

settings: test-classes ## make application.properties and docs/settings.md from the records of the settings
	@java -cp target/test-classes:target/classes:$$(cat target/test.classpath) io.ihcattribution.settings.SettingsDocuments

accuracy: test-classes ## compare the embedded IHC service with recorded answers, where ../shared/recorded has some
	@java -cp target/test-classes:target/classes:$$(cat target/test.classpath) io.ihcattribution.model.Accuracy

bench: archive test-classes ## measure the product; SIZES="S M L", RUNS=5; needs sqlite3; also in target/bench
	@java -Dbench.java.options="$(JAVA_OPTIONS)" -cp target/test-classes:target/classes:$$(cat target/test.classpath) \
		io.ihcattribution.bench.Bench $(RUNS) $(SIZES)

bench-functions: test-classes ## measure the functions that every session passes: microseconds and bytes a batch
	@java -cp target/test-classes:target/classes:$$(cat target/test.classpath) io.ihcattribution.bench.HotPaths

bench-model: test-classes ## measure the IHC model on one core: sessions a second over journeys of mixed length
	@java -cp target/test-classes:target/classes:$$(cat target/test.classpath) io.ihcattribution.model.ModelBenchmark

.PHONY: test-classes
test-classes:
	@$(MVN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test

clean: ## delete what was built
	@$(MVN) clean

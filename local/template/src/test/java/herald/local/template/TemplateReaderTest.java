package herald.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import herald.local.template.spec.ApiSpec;
import herald.local.template.spec.ApiSpec.Authorizer;
import herald.local.template.spec.ApiSpec.Integration;
import herald.local.template.spec.ApiSpec.Stage;
import herald.local.template.spec.FunctionSpec;
import herald.local.template.spec.TableSpec;
import herald.local.template.spec.TableSpec.Index;
import herald.local.template.spec.Template;
import herald.local.template.spec.TemplateRefusal;
import herald.local.template.values.Arns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What templates that have nothing to do with Herald's own are read into. */
class TemplateReaderTest {

    @TempDir
    Path directory;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(directory);
    }

    @Test
    void functionTakesItsOwnPropertiesBeforeGlobalOnes() {
        var talk = function(fixture.read("rooms.yaml"), "TalkFunction");

        assertThat(talk.name()).isEqualTo("teahouse-talk");
        assertThat(talk.arn()).isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:teahouse-talk");
        assertThat(talk.runtime()).isEqualTo("java21");
        assertThat(talk.handler()).isEqualTo("rooms.Talk");
        assertThat(talk.code()).isEqualTo(directory.resolve("build/rooms.jar"));
        assertThat(talk.memoryMegabytes()).isEqualTo(512);
        assertThat(talk.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(talk.environment()).contains(entry("LOG_LEVEL", "debug"), entry("ROOMS", "hall|kitchen|garden"));
    }

    @Test
    void functionsOfTheTemplateLanguageAreEvaluated() {
        assertThat(function(fixture.read("rooms.yaml"), "TalkFunction").environment())
                .contains(
                        entry("FIRST", "hall"),
                        entry("COLOUR", "green"),
                        entry("LITERAL", "${NotReplaced} and $word"),
                        entry("SPLIT", "c"),
                        entry("ENCODED", "aGVsbG8="),
                        entry("ROLE", "arn:aws:iam::123456789012:role/rooms/" + roleName()))
                .doesNotContainKey("ONLY_TEST");
    }

    private static String roleName() {
        return new Arns(Fixture.PLACE).generatedName("Permit", 64);
    }

    @Test
    void datesAndWordsForTruthStayText() {
        assertThat(function(fixture.read("rooms.yaml"), "TalkFunction").environment())
                .contains(entry("SINCE", "2012-10-17"), entry("SWITCH", "on"));
    }

    @Test
    void anEndpointOfItsOwnIsTheStandIns() {
        var template = fixture.read("rooms.yaml");

        assertThat(function(template, "TalkFunction").environment())
                .contains(entry("CALLBACK", "http://127.0.0.1:3000/live"), entry("SOCKET", "ws://127.0.0.1:3000/live"));
        assertThat(template.outputs()).containsEntry("Url", "ws://127.0.0.1:3000/live");
        assertThat(api(template, "Socket").stages().getFirst().variables())
                .containsEntry("callback", "http://127.0.0.1:3000/live");
    }

    @Test
    void anEndpointOfAFrontWithTlsKeepsItsScheme() {
        var template = fixture.readAt(Fixture.place(true), "rooms.yaml");

        assertThat(function(template, "TalkFunction").environment())
                .contains(
                        entry("CALLBACK", "https://127.0.0.1:3000/live"), entry("SOCKET", "wss://127.0.0.1:3000/live"));
        assertThat(template.outputs()).containsEntry("Url", "wss://127.0.0.1:3000/live");
    }

    @Test
    void anArnOfTheApiStaysAsOnAws() {
        var template = fixture.read("rooms.yaml");

        assertThat(template.outputs())
                .containsEntry(
                        "Arn",
                        "arn:aws:execute-api:us-east-1:123456789012:"
                                + api(template, "Socket").apiId() + "/live");
        assertThat(api(template, "Socket").apiId()).matches("[a-z0-9]{10}");
    }

    @Test
    void callersOfAnAliasAreSentToIt() {
        var template = fixture.read("rooms.yaml");

        assertThat(function(template, "TalkFunction").qualifier()).isEqualTo("live");
        assertThat(function(template, "TalkFunction").snapStart()).isTrue();
        assertThat(function(template, "DoorFunction").qualifier()).isEqualTo("$LATEST");
    }

    @Test
    void aliasThatNobodyCallsHasNoEffectAndThatIsSaid() {
        var text = Fixture.resource("rooms.yaml")
                .replace("!Ref TalkFunction.Alias", "!GetAtt TalkFunction.Arn")
                .replace("ApplyOn: PublishedVersions", "ApplyOn: None");
        var template = fixture.readText(
                "rooms.yaml", text.replaceAll("(?s)      Events:.*?MaximumConcurrency: 7\n", ""), Map.of());

        assertThat(function(template, "TalkFunction").qualifier()).isEqualTo("$LATEST");
        assertThat(function(template, "TalkFunction").snapStart()).isFalse();
        assertThat(fixture.notices).anyMatch(notice -> notice.contains("TalkFunction unpublished"));
    }

    @Test
    void routesKnowTheirIntegrationAndAuthorizer() {
        var socket = api(fixture.read("rooms.yaml"), "Socket");

        assertThat(socket.routeSelectionExpression()).isEqualTo("${request.body.service}/${request.body.action}");
        assertThat(socket.routes())
                .containsExactly(
                        entry(
                                "$connect",
                                new ApiSpec.Route(
                                        "$connect",
                                        new Integration("TalkFunction", Duration.ofSeconds(5)),
                                        false,
                                        Optional.of(new Authorizer(
                                                "door",
                                                "DoorFunction",
                                                List.of(
                                                        "route.request.querystring.token",
                                                        "route.request.header.Auth"))))),
                        entry(
                                "room/say",
                                new ApiSpec.Route(
                                        "room/say",
                                        new Integration("TalkFunction", Duration.ofSeconds(5)),
                                        true,
                                        Optional.empty())));
        assertThat(socket.stages()).extracting(Stage::name).containsExactly("live");
    }

    @Test
    void routeWithoutRouteResponseIsOneWayAndThatIsSaid() {
        var text = Fixture.resource("rooms.yaml")
                .replaceAll("(?s)  SayResponse:.*?  TalkIntegration:", "  TalkIntegration:");

        var say = api(fixture.readText("rooms.yaml", text, Map.of()), "Socket")
                .routes()
                .get("room/say");

        assertThat(Objects.requireNonNull(say).twoWay()).isFalse();
        assertThat(fixture.notices).anyMatch(notice -> notice.contains("Resources.Say: is one-way"));
    }

    @Test
    void plainFunctionInJsonIsRunLikeOneOfSam() {
        var template = fixture.read("ledger.json");
        var book = function(template, "Book");

        assertThat(book.qualifier()).isEqualTo("current");
        assertThat(book.snapStart()).isTrue();
        assertThat(book.memoryMegabytes()).isEqualTo(128);
        assertThat(book.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(book.reservedConcurrency()).hasValue(4);
        assertThat(template.outputs()).contains(entry("Alias", book.arn() + ":current"), entry("Sizes", "1,2"));
    }

    @Test
    void tableHasItsKeysIndexesAndTimeToLive() {
        assertThat(fixture.read("ledger.json").tables().get("Pages"))
                .isEqualTo(new TableSpec(
                        "Pages",
                        "ledger-pages",
                        "arn:aws:dynamodb:us-east-1:123456789012:table/ledger-pages",
                        Map.of("book", "S", "page", "N", "writer", "S"),
                        List.of(new TableSpec.Key("book", "HASH"), new TableSpec.Key("page", "RANGE")),
                        List.of(new Index(
                                "by-writer",
                                List.of(new TableSpec.Key("writer", "HASH")),
                                "INCLUDE",
                                List.of("title"))),
                        Optional.of("expires")));
    }

    @Test
    void simpleTableHasOneKey() {
        var visits = Objects.requireNonNull(fixture.read("rooms.yaml").tables().get("Visits"));

        assertThat(visits.attributes()).containsExactly(entry("visitor", "N"));
        assertThat(visits.keys()).containsExactly(new TableSpec.Key("visitor", "HASH"));
    }

    @Test
    void webSocketApiOfSamBecomesWhatSamMakesOfIt() {
        var template = fixture.read("native.yaml");
        var chat = api(template, "Chat");

        assertThat(chat.routeSelectionExpression()).isEqualTo("$request.body.do");
        assertThat(chat.routes().keySet()).containsExactly("$connect", "sendMessage");
        assertThat(Objects.requireNonNull(chat.routes().get("$connect")).authorizer())
                .hasValueSatisfying(guard -> assertThat(guard.function()).isEqualTo("Guard"));
        assertThat(Objects.requireNonNull(chat.routes().get("sendMessage")))
                .isEqualTo(new ApiSpec.Route(
                        "sendMessage", new Integration("Talk", Duration.ofSeconds(2)), true, Optional.empty()));
        assertThat(chat.stages()).containsExactly(new Stage("v1", Map.of("colour", "blue")));
        assertThat(template.outputs()).containsEntry("Url", "ws://127.0.0.1:3000/v1");
    }

    @Test
    void anchorsAndMergeKeysAreFollowed() {
        var guard = function(fixture.read("native.yaml"), "Guard");

        assertThat(guard.runtime()).isEqualTo("java17.al2023");
        assertThat(guard.handler()).isEqualTo("rooms.Door");
    }

    @Test
    void whatAConditionLeavesOutNeedNotBeSupported() {
        var text = """
                Parameters: {Alarmed: {Type: String, Default: 'no'}}
                Conditions: {IsAlarmed: !Equals [!Ref Alarmed, 'yes']}
                Resources:
                  Bell: {Type: AWS::SNS::Topic, Condition: IsAlarmed}
                  Desk: {Type: AWS::SQS::Queue, DependsOn: Bell}
                """;

        assertThat(fixture.readText("t.yaml", text, Map.of()).queues()).containsOnlyKeys("Desk");
        assertThatThrownBy(() -> fixture.readText("t.yaml", text, Map.of("Alarmed", "yes")))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageStartingWith("t.yaml:4: Resources.Bell.Type: AWS::SNS::Topic is not supported");
    }

    @Test
    void languageExtensionsAreThereOnRequest() {
        var text = """
                Transform: AWS::LanguageExtensions
                Mappings: {Sizes: {small: {bytes: 1}}}
                Resources: {Desk: {Type: AWS::SQS::Queue, Properties: {QueueName: desk}}}
                Outputs:
                  Count: {Value: !Length [a, b, c]}
                  Bytes: {Value: !FindInMap [Sizes, large, bytes, {DefaultValue: 9}]}
                  Json: {Value: !ToJsonString {desk: [!GetAtt Desk.QueueName]}}
                """;

        assertThat(fixture.readText("t.yaml", text, Map.of()).outputs())
                .containsExactly(entry("Count", "3"), entry("Bytes", "9"), entry("Json", "{\"desk\":[\"desk\"]}"));
    }

    @Test
    void whatHasNoPartInARunIsNamed() {
        fixture.read("rooms.yaml");

        assertThat(fixture.notices).contains("AWS::Logs::LogGroup has no part in a local run: TalkLogs");
    }

    @Test
    void theSameTemplateGivesTheSameNamesEveryTime() {
        assertThat(fixture.read("rooms.yaml")).isEqualTo(fixture.read("rooms.yaml"));
    }

    private static FunctionSpec function(Template template, String id) {
        return Objects.requireNonNull(template.functions().get(id));
    }

    private static ApiSpec api(Template template, String id) {
        return Objects.requireNonNull(template.apis().get(id));
    }
}

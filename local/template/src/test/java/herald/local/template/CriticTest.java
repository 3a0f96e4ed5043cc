package herald.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import herald.local.template.spec.Finding;
import herald.local.template.spec.Finding.Kind;
import herald.local.template.spec.TemplateRefusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing done wrong in a template that is right, and the one finding that comes of it. */
class CriticTest {

    private record Change(String right, String wrong) {}

    /**
     * A block of {@code critic.txt}: a head {@code kind | Resource.Property | part of what is said}, then runs of lines
     * that stand in the template, behind {@code -}, each followed by what stands there instead, behind {@code +}, with
     * {@code §} in the line that is to be named.
     */
    record Fault(Kind kind, String place, String said, List<Change> changes) {

        static Fault of(String block) {
            var head = block.lines().findFirst().orElseThrow().split(" \\| ", 3);
            var changes = new ArrayList<Change>();
            var right = new StringBuilder();
            var wrong = new StringBuilder();
            for (var line : block.lines().skip(1).toList()) {
                if (line.startsWith("-") && !wrong.isEmpty()) {
                    changes.add(new Change(right.toString(), wrong.toString()));
                    right.setLength(0);
                    wrong.setLength(0);
                }
                var side = line.startsWith("-") ? right : wrong;
                side.append(side.isEmpty() ? "" : "\n").append(line.substring(1));
            }
            changes.add(new Change(right.toString(), wrong.toString()));
            return new Fault(Kind.valueOf(head[0]), head[1], head[2], changes);
        }

        String in(String template) {
            var text = template;
            for (var change : changes) {
                assertThat(text).contains(change.right());
                var at = text.indexOf(change.right());
                text = text.substring(0, at)
                        + change.wrong()
                        + text.substring(at + change.right().length());
            }
            return text;
        }

        @Override
        public String toString() {
            return place + ": " + said;
        }
    }

    @TempDir
    Path directory;

    private Fixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new Fixture(directory);
        fixture.writeClass("odd/odd/Private.class", HandlerFile.withPrivateConstructor("odd/Private.class"));
        fixture.writeClass("odd/odd/Plain.class", HandlerFile.plain("odd/Plain.class"));
        fixture.writeClass("odd/odd/New.class", HandlerFile.forJava25("odd/New.class"));
    }

    @Test
    void nothingIsSaidOfWhatIsRight() {
        assertThat(check(Fixture.resource("sound.yaml"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void oneFaultIsOneFinding(Fault fault) {
        var marked = fault.in(Fixture.resource("sound.yaml"));
        assertThat(marked).containsOnlyOnce("§");
        var line = marked.substring(0, marked.indexOf('§')).lines().count();

        var findings = check(marked.replace("§", ""));
        assertThat(findings)
                .filteredOn(finding -> finding.kind() == fault.kind()
                        && finding.line() == line
                        && finding.shortPath().equals(fault.place()))
                .as(findings.toString())
                .anySatisfy(finding -> assertThat(finding.sentence()).contains(fault.said()));
        if (fault.kind() != Kind.REMARK) {
            assertThat(findings)
                    .filteredOn(finding -> finding.kind() == fault.kind())
                    // Of a parameter that only the changed line had asked for.
                    .filteredOn(finding -> finding.shortPath().equals(fault.place())
                            || !finding.sentence().equals("this parameter is used nowhere"))
                    .extracting(Finding::shortPath)
                    .as("nothing follows from it")
                    .containsOnly(fault.place());
        }
    }

    static Stream<Fault> oneFaultIsOneFinding() {
        return Arrays.stream(Fixture.resource("critic.txt").split("\n\n+", -1)).map(Fault::of);
    }

    @Test
    void oneFaultDoesNotHideTheNext() {
        var text = Fixture.resource("sound.yaml")
                .replace("Timeout: 20", "Timeout: 901")
                .replace("Handler: rooms.Door", "Handler: rooms.Gate")
                .replace("RouteKey: say", "RouteKey: $say")
                .replace("maxReceiveCount: 5", "maxReceiveCount: 0")
                .replace("AttributeName: until", "AttributeName: room")
                .replace("Default: 10", "Default: 12");

        assertThat(check(text))
                .extracting(Finding::shortPath)
                .contains(
                        "Talk.Timeout",
                        "Door.Handler",
                        "Say.RouteKey",
                        "Letters.RedrivePolicy.maxReceiveCount",
                        "Rooms.TimeToLiveSpecification.AttributeName",
                        "Parameters.Size");
    }

    @Test
    void whatCannotBeKnownHereIsSaidOnceAndNothingFollowsFromIt() {
        var text = Fixture.resource("sound.yaml")
                .replace("!Ref Letters\n", "!ImportValue letters\n")
                .replace("StageName: live", "StageName: !ImportValue stage")
                .replace("  Rooms:\n", """
                          Bell: {Type: AWS::SNS::Topic, Properties: {TopicName: !Select [1, !GetAZs '']}}
                          Rooms:
                        """)
                .replace("Outputs:", "")
                .concat("""
                        Outputs:
                          Bell: {Value: !Sub '${Bell}/${Bell.TopicName}/${Web}'}
                        """)
                .replace("Parameters:\n", "Parameters:\n  Web: {Type: String}\n");

        assertThat(check(text))
                .extracting(finding -> finding.kind() + " " + finding.shortPath())
                .containsExactlyInAnyOrder(
                        "NOT_RUN Parameters.Web",
                        "NOT_RUN Talk.Environment.Variables.QUEUE",
                        "NOT_RUN Live.StageName",
                        "NOT_RUN Bell.Type",
                        "NOT_RUN Bell.TopicName");
    }

    @Test
    void whatSamMakesOfTypesThatAreNotRunCanBeNamed() {
        var text = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Web:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: nodejs22.x
                      Handler: index.handler
                      CodeUri: web
                      FunctionUrlConfig: {AuthType: NONE}
                      Environment: {Variables: {ROLE: !GetAtt WebRole.Arn}}
                      Events: {Get: {Type: Api, Properties: {Path: /, Method: get}}}
                Outputs:
                  Url: {Value: !Sub 'https://${ServerlessRestApi}.execute-api.${AWS::Region}.amazonaws.com/Prod/'}
                  Own: {Value: !GetAtt WebUrl.FunctionUrl}
                """;

        assertThat(check(text))
                .extracting(finding -> finding.kind() + " " + finding.shortPath())
                .containsExactly("NOT_RUN Web.Runtime", "NOT_RUN Web.Events.Get.Type");
    }

    @Test
    void aMissingFileIsNoFinding() {
        assertThatThrownBy(() -> Critic.check(directory.resolve("none.yaml"), Map.of(), Fixture.PLACE))
                .isInstanceOf(TemplateRefusal.class)
                .hasMessageContaining("there is no such template");
    }

    private List<Finding> check(String text) {
        return Critic.check(fixture.write("sound.yaml", text), Map.of(), Fixture.PLACE);
    }
}
